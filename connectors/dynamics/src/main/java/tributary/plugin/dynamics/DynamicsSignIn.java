package tributary.plugin.dynamics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tributary.kit.AccessTokens;
import tributary.kit.JsonFields;
import tributary.plugin.dynamics.odata.ODataClient;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpCall;
import tributary.spi.HttpLine;
import tributary.spi.HttpProblem;
import tributary.spi.HttpReply;
import tributary.spi.Secret;

/**
 * Signs in: finds the tenant by the environment's own challenge, and asks its authority for tokens.
 * Thread-safe.
 */
final class DynamicsSignIn implements AutoCloseable {
  /**
   * Where Microsoft signs people in. What an environment names beside these is not believed: it
   * would be shown the secret.
   */
  private static final Set<String> AUTHORITIES =
      Set.of(
          "login.microsoftonline.com",
          "login.windows.net",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn",
          "login.chinacloudapi.cn");

  private static final Pattern CHALLENGE =
      Pattern.compile("authorization_uri=\"?(https?://[^/\\s\",]+)/([A-Za-z0-9.-]+)");
  private static final int MOST_ANSWER_BYTES = 64 * 1024;
  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  private final DynamicsConfig config;
  private final ConnectorContext context;
  private final HttpLine organization;
  private final SignInRefusals refusals;
  private Place found;
  private HttpLine authority;

  /**
   * Where to sign in.
   *
   * @param authority the server
   * @param tenant on it
   */
  record Place(URI authority, String tenant) {}

  DynamicsSignIn(DynamicsConfig config, ConnectorContext context) {
    this.config = config;
    this.context = context;
    this.organization = context.http().open(config.target(config.organization()));
    this.refusals = new SignInRefusals(config);
  }

  /** Finds where to sign in; asks the environment once. */
  synchronized Place place() throws InterruptedException {
    if (found == null) {
      refusals.requireSettings();
      boolean told = config.tenant().isPresent() && config.authority().isPresent();
      found = told ? fromSettings() : challenged();
    }
    return found;
  }

  private Place fromSettings() {
    return new Place(config.authority().orElseThrow(), config.tenant().orElseThrow());
  }

  private Place challenged() throws InterruptedException {
    String path = "/api/data/" + config.apiVersion() + "/";
    try (HttpAwaited awaited =
        organization.send(HttpCall.get(path, Map.of("Accept", "application/json")))) {
      HttpReply reply = awaited.reply();
      Matcher challenge =
          CHALLENGE.matcher(
              reply.status() == 401 ? reply.header("WWW-Authenticate").orElse("") : "");
      if (!challenge.find()) {
        throw refusals.notDataverse(reply.status());
      }
      return new Place(
          trusted(URI.create(challenge.group(1))), config.tenant().orElse(challenge.group(2)));
    } catch (ConnectorException e) {
      throw notReached(DynamicsConfig.DOMAIN_URL, "Domain URL", e);
    }
  }

  /** There are two addresses: says which of them is meant. */
  private static ConnectorException notReached(String key, String label, ConnectorException e) {
    boolean address =
        e.code().equals(HttpProblem.HOST_UNKNOWN.toErrorCode())
            || e.code().equals(HttpProblem.CONNECTION_REFUSED.toErrorCode());
    return address ? ConnectorException.inField(key, e::code, label + ": " + e.getMessage(), e) : e;
  }

  private URI trusted(URI named) {
    if (config.authority().isPresent()) {
      return config.authority().get();
    }
    String host = String.valueOf(named.getHost()).toLowerCase(Locale.ROOT);
    if (named.getScheme().equals("https") && AUTHORITIES.contains(host)) {
      return named;
    }
    throw refusals.strangeAuthority(named);
  }

  /** Asks for a token. */
  AccessTokens.Token token() throws InterruptedException {
    Place place = place();
    HttpCall call =
        new HttpCall(
            "POST",
            "/" + place.tenant() + "/oauth2/v2.0/token",
            Map.of(
                "Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
            Optional.of(form().getBytes(StandardCharsets.UTF_8)));
    try (HttpAwaited awaited = authority(place).send(call)) {
      HttpReply reply = awaited.reply();
      String body = text(reply.body());
      if (reply.status() == 200) {
        return token(body, place);
      }
      throw refusals.refusal(reply.status(), body, place);
    } catch (ConnectorException e) {
      throw notReached(DynamicsConfig.AUTHORITY, "Authority", e);
    }
  }

  private synchronized HttpLine authority(Place place) {
    if (authority == null) {
      authority = context.http().open(config.target(place.authority()));
    }
    return authority;
  }

  private AccessTokens.Token token(String body, Place place) {
    Map<String, String> said = fields(body, "access_token", "expires_in");
    if (!said.containsKey("access_token")) {
      throw refusals.notAnAuthority(place);
    }
    Duration life =
        Optional.ofNullable(said.get("expires_in"))
            .filter(seconds -> seconds.matches("\\d{1,9}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(USUAL_LIFE);
    return new AccessTokens.Token(said.get("access_token"), life);
  }

  static Map<String, String> fields(String body, String... names) {
    try {
      List<Map<String, String>> one =
          JsonFields.of(
              new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), "", List.of(names));
      return one.isEmpty() ? Map.of() : one.get(0);
    } catch (IOException e) {
      return Map.of();
    }
  }

  private String form() throws InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", config.clientId());
    form.put("scope", config.organization() + "/.default");
    if (config.isUser()) {
      form.put("grant_type", "password");
      form.put("username", config.username().orElseThrow());
      form.put("password", clear(config.password().orElseThrow()));
    } else {
      form.put("grant_type", "client_credentials");
    }
    if (config.certificate().isEmpty()) {
      config.clientSecret().ifPresent(secret -> form.put("client_secret", clear(secret)));
    } else {
      Place place = place();
      form.put("client_assertion_type", ClientAssertion.TYPE);
      form.put(
          "client_assertion",
          ClientAssertion.of(
              config.certificate().get(),
              config.clientId(),
              place.authority() + "/" + place.tenant() + "/oauth2/v2.0/token",
              context.clock().instant()));
    }
    return form.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String clear(Secret secret) {
    return new String(secret.reveal());
  }

  private static String text(InputStream body) throws InterruptedException {
    try {
      return new String(body.readNBytes(MOST_ANSWER_BYTES), StandardCharsets.UTF_8);
    } catch (InterruptedIOException e) {
      throw ODataClient.interrupted(e);
    } catch (IOException e) {
      throw new ConnectorException(
          ODataError.ANSWER_CUT_OFF, "The answer to the sign-in broke off. Try again.", e);
    }
  }

  @Override
  public synchronized void close() {
    organization.close();
    if (authority != null) {
      authority.close();
    }
  }
}
