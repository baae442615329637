package tributary.plugin.dynamics.odata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tributary.kit.AccessTokens;
import tributary.kit.JsonFields;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpCall;
import tributary.spi.HttpLine;
import tributary.spi.HttpReply;
import tributary.spi.Secret;

/** Signs in to a service of any kind, in the way that the settings say. */
final class ODataSignIn implements AutoCloseable {
  private static final Duration USUAL_LIFE = Duration.ofHours(1);
  private static final int MOST_ANSWER_BYTES = 64 * 1024;

  private final ODataConfig config;
  private final Optional<HttpLine> authority;
  private final Access access;

  ODataSignIn(ODataConfig config, ConnectorContext context) {
    this.config = config;
    this.authority =
        config
            .tokenAddress()
            .map(address -> context.http().open(config.target(address.resolve("/"))));
    this.access =
        switch (config.authentication()) {
          case NONE -> Access.fixed(Optional.empty());
          case BASIC -> Access.fixed(Optional.of(basic()));
          case BEARER ->
              Access.fixed(config.token().map(token -> "Bearer " + clear(Optional.of(token))));
          case CLIENT -> Access.by(new AccessTokens(this::token, context.clock()));
        };
  }

  Access access() {
    return access;
  }

  /** Tells how far it has come, once there is an answer to all that must be asked before. */
  String words() {
    return switch (config.authentication()) {
      case NONE -> "None is chosen.";
      case BASIC, BEARER -> "What to sign in with is filled in.";
      case CLIENT -> "A token was given.";
    };
  }

  /** Tells what must be filled in for the way that is chosen. */
  void requireSettings() {
    switch (config.authentication()) {
      case NONE -> {
        // nothing is needed
      }
      case BASIC -> {
        require(ODataConfig.USERNAME, "Username", config.username().isPresent());
        require(ODataConfig.PASSWORD, "Password", config.password().isPresent());
      }
      case BEARER -> require(ODataConfig.TOKEN, "Token", config.token().isPresent());
      case CLIENT -> {
        require(ODataConfig.CLIENT_ID, "Client ID", config.clientId().isPresent());
        require(ODataConfig.CLIENT_SECRET, "Client secret", config.clientSecret().isPresent());
      }
    }
  }

  private static void require(String key, String label, boolean there) {
    if (!there) {
      throw ConnectorException.inField(
          key, ODataError.SETTING_MISSING, "Enter the " + label + ".", null);
    }
  }

  private String basic() {
    return basic(config.username().orElse(""), clear(config.password()));
  }

  private static String basic(String name, String secret) {
    byte[] both = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static String clear(Optional<Secret> secret) {
    return secret.map(one -> new String(one.reveal())).orElse("");
  }

  /** Most authorities know a client by the form, as Microsoft's does; all must by the header. */
  private AccessTokens.Token token() throws InterruptedException {
    URI address = config.tokenAddress().orElseThrow();
    String id = config.clientId().orElse("");
    String secret = clear(config.clientSecret());
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    config.scope().ifPresent(scope -> form.put("scope", scope));
    Map<String, String> proven = new LinkedHashMap<>(form);
    proven.put("client_id", id);
    proven.put("client_secret", secret);
    Optional<AccessTokens.Token> token = token(address, Map.of(), proven);
    if (token.isEmpty()) {
      String header = basic(formEncoded(id), formEncoded(secret));
      token = token(address, Map.of("Authorization", header), form);
    }
    return token.orElseThrow(() -> refused(address, null));
  }

  private static String formEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Asks for a token; empty when the client is not known by this proof. */
  private Optional<AccessTokens.Token> token(
      URI address, Map<String, String> proof, Map<String, String> form)
      throws InterruptedException {
    String body =
        form.entrySet().stream()
            .map(one -> one.getKey() + "=" + formEncoded(one.getValue()))
            .collect(Collectors.joining("&"));
    Map<String, String> headers = new HashMap<>(proof);
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/json");
    HttpCall call =
        new HttpCall(
            "POST",
            address.getRawPath(),
            headers,
            Optional.of(body.getBytes(StandardCharsets.UTF_8)));
    try (HttpAwaited awaited = authority.orElseThrow().send(call)) {
      HttpReply reply = awaited.reply();
      if (reply.status() >= 500 || reply.status() == 429) {
        throw new ConnectorException(
            ODataError.SERVER_FAILED,
            "The sign-in at “"
                + address.getHost()
                + "” fails with status "
                + reply.status()
                + ". Try again later.",
            null);
      }
      return reply.status() == 401 ? Optional.empty() : token(reply, address);
    } catch (InterruptedIOException e) {
      throw ODataClient.interrupted(e);
    } catch (IOException e) {
      throw refused(address, e);
    }
  }

  private Optional<AccessTokens.Token> token(HttpReply reply, URI address) throws IOException {
    Map<String, String> said =
        JsonFields.of(
                new ByteArrayInputStream(reply.body().readNBytes(MOST_ANSWER_BYTES)),
                "",
                List.of("access_token", "expires_in", "error"))
            .stream()
            .findFirst()
            .orElse(Map.of());
    if (reply.status() == 400 && "invalid_client".equals(said.get("error"))) {
      return Optional.empty();
    }
    if (reply.status() != 200 || !said.containsKey("access_token")) {
      throw refused(address, null);
    }
    Duration life =
        Optional.ofNullable(said.get("expires_in"))
            .filter(seconds -> seconds.matches("\\d{1,9}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(USUAL_LIFE);
    return Optional.of(new AccessTokens.Token(said.get("access_token"), life));
  }

  private ConnectorException refused(URI address, Exception cause) {
    return ConnectorException.inField(
        ODataConfig.CLIENT_SECRET,
        ODataError.CREDENTIALS_REFUSED,
        "“"
            + address.getHost()
            + "” gives no token for the Client ID “"
            + config.clientId().orElse("")
            + "” with this Client secret. Correct them, the Scope or the Token address.",
        cause);
  }

  @Override
  public void close() {
    authority.ifPresent(HttpLine::close);
  }
}
