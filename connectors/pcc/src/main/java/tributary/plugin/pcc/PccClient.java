package tributary.plugin.pcc;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tributary.kit.AccessTokens;
import tributary.kit.JsonBroken;
import tributary.kit.JsonPage;
import tributary.kit.JsonRecord;
import tributary.kit.Quota;
import tributary.kit.RecordShape;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.HttpCall;
import tributary.spi.HttpLine;
import tributary.spi.HttpProblem;

/** Speaks to PointClickCare: signs in, asks, and understands refusals. Thread-safe. */
final class PccClient implements AutoCloseable {
  /** A token lives about two hours; one client assumes one where nothing is said: confirmed. */
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private static final int LARGEST_PAGE = 200;
  private static final int MOST_REFUSAL_BYTES = 8 * 1024;

  private final PccConfig config;
  private final HttpLine authorization;
  private final HttpLine line;
  private final PccAuth auth;
  private final PccApi api;
  private final AccessTokens tokens;
  private final Quota quota;
  private final PccReplies replies;
  private final SharedPages shared;

  PccClient(PccConfig config, ConnectorContext context) {
    this.config = config;
    this.authorization = context.http().open(config.authorizationTarget());
    this.line = context.http().open(config.apiTarget());
    this.auth = authorization.client(PccAuth.class);
    this.api = line.client(PccApi.class);
    this.tokens = new AccessTokens(this::token, context.clock());
    this.quota = new Quota(context.clock(), config.reserve());
    this.replies = new PccReplies(config, context.clock(), quota);
    this.shared = new SharedPages(context.clock());
  }

  PccReplies replies() {
    return replies;
  }

  /** Signs in where that is not done. */
  void signIn() throws InterruptedException {
    bearer();
  }

  private AccessTokens.Token token() throws InterruptedException {
    try (Response answer = blamed(() -> auth.token(basic(), "client_credentials"))) {
      String body = text(answer);
      if (answer.getStatus() == 200) {
        return token(body);
      }
      if (answer.getStatus() == 429 || answer.getStatus() == 503) {
        replies.later(name -> Optional.ofNullable(answer.getHeaderString(name)));
        quota.await();
        return token();
      }
      throw notSignedIn(answer.getStatus(), body);
    }
  }

  private AccessTokens.Token token(String body) {
    Map<String, String> said = object(body, "access_token", "expires_in");
    String value = said.getOrDefault("access_token", "");
    if (value.isEmpty()) {
      throw notPcc();
    }
    Duration life =
        Optional.ofNullable(said.get("expires_in"))
            .filter(seconds -> seconds.matches("\\d{1,9}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(TOKEN_LIFE);
    return new AccessTokens.Token(value, life);
  }

  private ConnectorException notSignedIn(int status, String body) {
    if (status == 400 && PccReplies.isAboutCertificate(body)) {
      return replies.certificate();
    }
    if (status >= 500) {
      return replies.refusal(status, body, "the sign-in");
    }
    if ((status == 400 || status == 401 || status == 403) && PccReplies.isPcc(body)) {
      return ConnectorException.inField(
          PccConfig.CLIENT_SECRET,
          PccError.CREDENTIALS_REFUSED,
          "PointClickCare refuses the Client Id “"
              + config.clientId()
              + "” with this Client Secret. Copy both anew from the developer portal; a secret that"
              + " was renewed there must be renewed here.",
          null);
    }
    return notPcc();
  }

  private ConnectorException notPcc() {
    return ConnectorException.inField(
        PccConfig.AUTHORIZATION_URL,
        PccError.NOT_POINTCLICKCARE,
        "“"
            + config.authorization().getHost()
            + "” answers, but not as PointClickCare does. Correct the Authorization address under"
            + " Advanced.",
        null);
  }

  private String basic() {
    char[] secret = config.clientSecret().reveal();
    char[] both =
        Arrays.copyOf(
            (config.clientId() + ":").toCharArray(),
            config.clientId().length() + 1 + secret.length);
    System.arraycopy(secret, 0, both, config.clientId().length() + 1, secret.length);
    byte[] bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(both)).array();
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    String basic = "Basic " + Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, end));
    Arrays.fill(secret, '\0');
    Arrays.fill(both, '\0');
    return basic;
  }

  /** Returns the header that a question carries. */
  String bearer() throws InterruptedException {
    return "Bearer " + tokens.current();
  }

  /** Returns another header than the one that was refused. */
  String bearerInsteadOf(String refused) throws InterruptedException {
    return "Bearer " + tokens.insteadOf(refused.substring("Bearer ".length()));
  }

  /** Returns whether the application is activated for the organization. */
  boolean activated() throws InterruptedException {
    List<Map<String, String>> all =
        all(
            "the activations of the application “" + config.application() + "”",
            List.of("orgUuid"),
            (bearer, page) -> api.activations(bearer, config.application(), page, LARGEST_PAGE));
    return all.stream()
        .anyMatch(one -> config.organization().equalsIgnoreCase(one.getOrDefault("orgUuid", "")));
  }

  /** Returns the facilities that the application sees. */
  List<PccFacility> facilities() throws InterruptedException {
    List<Map<String, String>> all =
        all(
            "the facilities",
            List.of("facId", "facilityCode", "facilityName"),
            (bearer, page) -> api.facilities(bearer, config.organization(), page, LARGEST_PAGE));
    List<PccFacility> facilities = new ArrayList<>();
    for (Map<String, String> one : all) {
      String id = one.getOrDefault("facId", "");
      if (id.matches("\\d{1,18}")) {
        facilities.add(
            new PccFacility(
                Long.parseLong(id),
                one.getOrDefault("facilityCode", ""),
                one.getOrDefault("facilityName", "")));
      }
    }
    return facilities;
  }

  /** Returns the application's subscriptions to events. */
  List<Map<String, String>> subscriptions(String what) throws InterruptedException {
    return all(
        what,
        PccSubscriptions.fields(),
        (bearer, page) -> api.subscriptions(bearer, config.application(), page, LARGEST_PAGE));
  }

  /** Asks for events; returns the vendor's name for that. */
  String subscribe(String wish, String what) throws InterruptedException {
    String body = page(what, (bearer, page) -> api.subscribe(bearer, wish), 1);
    return PccSubscriptions.id(object(body, "webhookSubscriptionId"))
        .orElseThrow(() -> PccReplies.notPcc(config.api().getHost()));
  }

  /** Gives a subscription up. */
  void unsubscribe(String id, String what) throws InterruptedException {
    page(what, (bearer, page) -> api.unsubscribe(bearer, id), 1);
  }

  /** A question for one page. */
  private interface Question {
    Response ask(String bearer, int page) throws InterruptedException;
  }

  private List<Map<String, String>> all(String what, List<String> fields, Question question)
      throws InterruptedException {
    List<Map<String, String>> all = new ArrayList<>();
    boolean more = true;
    for (int page = 1; more; page++) {
      String body = page(what, question, page);
      more =
          "true".equals(records(config.api().getHost(), body, fields, all).get("paging.hasMore"));
    }
    return all;
  }

  private String page(String what, Question question, int page) throws InterruptedException {
    String bearer = bearer();
    for (int tries = 1; ; tries++) {
      quota.await();
      replies.requireQuota();
      String used = bearer;
      try (Response answer = blamed(() -> question.ask(used, page))) {
        Function<String, Optional<String>> headers =
            name -> Optional.ofNullable(answer.getHeaderString(name));
        replies.note(headers);
        int status = answer.getStatus();
        if (status / 100 == 2) {
          return text(answer);
        } else if (status == 401 && tries == 1) {
          bearer = bearerInsteadOf(used);
        } else if (status == 401) {
          throw tokenRefused();
        } else if ((status == 429 || status == 503) && tries < 20) {
          replies.later(headers);
        } else {
          throw replies.refusal(status, text(answer), what);
        }
      }
    }
  }

  ConnectorException tokenRefused() {
    return new ConnectorException(
        PccError.TOKEN_REFUSED,
        "PointClickCare refuses a token that it has just given. Check in the developer portal that"
            + " the application is active, then try again.",
        null);
  }

  /** A call of an annotated interface. */
  private interface Call {
    Response make() throws InterruptedException;
  }

  /** Names the certificate as what to correct where the handshake fails for it. */
  private static Response blamed(Call call) throws InterruptedException {
    try {
      return call.make();
    } catch (ConnectorException e) {
      throw blamed(e);
    }
  }

  static ConnectorException blamed(ConnectorException e) {
    boolean own = HttpProblem.CERTIFICATE_REFUSED.is(e) || HttpProblem.KEY_UNUSABLE.is(e);
    boolean authorities = HttpProblem.AUTHORITIES_UNUSABLE.is(e);
    if (!own && !authorities) {
      return e;
    }
    return ConnectorException.inField(
        own ? PccConfig.CERTIFICATE : PccConfig.AUTHORITIES, e::code, e.getMessage(), e.getCause());
  }

  private static Map<String, String> records(
      String host, String body, List<String> fields, List<Map<String, String>> into) {
    try {
      return JsonPage.read(
          new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
          "data",
          new RecordShape(fields),
          new MapTaker(fields, into));
    } catch (IOException e) {
      throw PccReplies.notPcc(host);
    }
  }

  private static Map<String, String> object(String body, String... fields) {
    List<Map<String, String>> one = new ArrayList<>();
    try {
      JsonPage.read(
          new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
          "",
          new RecordShape(List.of(fields)),
          new MapTaker(List.of(fields), one));
    } catch (IOException e) {
      return Map.of();
    }
    return one.isEmpty() ? Map.of() : one.get(0);
  }

  /** Keeps a few fields of each record. */
  private record MapTaker(List<String> fields, List<Map<String, String>> into)
      implements JsonPage.Taker {
    @Override
    public void take(JsonRecord record) {
      Map<String, String> one = new java.util.HashMap<>();
      for (int slot = 0; slot < fields.size(); slot++) {
        if (record.kind(slot) != JsonRecord.Kind.ABSENT) {
          one.put(fields.get(slot), record.text(slot));
        }
      }
      into.add(one);
    }

    @Override
    public void tooLong(long number) {
      throw new ConnectorException(
          PccError.ANSWER_BROKEN, "PointClickCare sent a record that is far too long.", null);
    }
  }

  private static String text(Response answer) {
    return answer.hasEntity() ? answer.readEntity(String.class) : "";
  }

  /** Begins a question whose answer other tables are read from too. */
  Answer askForSeveral(String path, String what) throws InterruptedException {
    return SharedAnswer.of(this, shared, path, what);
  }

  /** Begins a question; the answer is awaited with {@link PccAnswer}. */
  PccAnswer ask(String path, String what) throws InterruptedException {
    return new PccAnswer(this, path, what).begin();
  }

  tributary.spi.HttpAwaited send(String path, String bearer) throws InterruptedException {
    quota.await();
    replies.requireQuota();
    try {
      return line.send(
          HttpCall.get(path, Map.of("Authorization", bearer, "Accept", "application/json")));
    } catch (ConnectorException e) {
      throw blamed(e);
    }
  }

  /** Returns the beginning of a refusal, to understand it. */
  static String beginning(InputStream body) throws InterruptedException {
    try {
      return new String(body.readNBytes(MOST_REFUSAL_BYTES), StandardCharsets.UTF_8);
    } catch (InterruptedIOException e) {
      throw interrupted(e);
    } catch (IOException e) {
      return "";
    }
  }

  static InterruptedException interrupted(InterruptedIOException e) {
    Thread.interrupted();
    InterruptedException out = new InterruptedException(e.getMessage());
    out.initCause(e);
    return out;
  }

  /** Puts a document that is not what it should be into words. */
  static ConnectorException broken(JsonBroken e, String what) {
    return switch (e.reason()) {
      case CUT_OFF -> cutOff(e, what);
      case OTHER_FORM -> broken(e, what, "is not JSON of the known form");
      case TOO_MUCH_BESIDE ->
          broken(e, what, "has more than a million characters beside its records");
    };
  }

  private static ConnectorException broken(JsonBroken e, String what, String problem) {
    return new ConnectorException(
        PccError.ANSWER_BROKEN,
        "PointClickCare's answer for "
            + what
            + " "
            + problem
            + ". Try again later; if it stays so, its API has changed: ask for a newer version of"
            + " this connector.",
        e);
  }

  static ConnectorException cutOff(IOException e, String what) {
    return new ConnectorException(
        PccError.ANSWER_CUT_OFF,
        "PointClickCare's answer for " + what + " broke off. Try again.",
        e);
  }

  @Override
  public void close() {
    line.close();
    authorization.close();
  }
}
