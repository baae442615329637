package tributary.sandbox.pcc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The door: certificate, token, quota, faults; then the API. */
final class Gateway extends Handler.Abstract {
  static final String API = "/api/public/preview1/";
  static final String TOKEN = "/auth/token";
  private static final String NO_CERTIFICATE =
      """
      <html>
      <head><title>400 No required SSL certificate was sent</title></head>
      <body>
      <center><h1>400 Bad Request</h1></center>
      <center>No required SSL certificate was sent</center>
      <hr><center>nginx</center>
      </body>
      </html>
      """;

  private final Api api;
  private final Tokens tokens;
  private final Quota quota;
  private final Faults faults;
  private final Subscriptions subscriptions;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  Gateway(Api api, Tokens tokens, Quota quota, Faults faults, Subscriptions subscriptions) {
    this.api = api;
    this.tokens = tokens;
    this.quota = quota;
    this.faults = faults;
    this.subscriptions = subscriptions;
  }

  /** How many calls were refused because of the quota. */
  long refused() {
    return refused.get();
  }

  long calls() {
    return calls.get();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    calls.incrementAndGet();
    Sender sender = new Sender(request, response, callback);
    if (!showsCertificate(request)) {
      sender.send(Reply.html(400, NO_CERTIFICATE), null);
      return true;
    }
    String path = request.getHttpURI().getDecodedPath();
    String body = "GET".equals(request.getMethod()) ? "" : Content.Source.asString(request);
    Ask ask = Ask.of(request, path, body);
    Faults.Trouble trouble =
        faults.meet(
            ask.resource(),
            ask.text("facId"),
            ask.text("patientId"),
            id -> api.world().happen(id, new Change(Change.Kind.DELETE, 0, 0)));
    Runnable answer = () -> sender.send(answer(ask, trouble, sender), trouble.body());
    if (trouble.millis() > 0) {
      request
          .getComponents()
          .getScheduler()
          .schedule(answer, trouble.millis(), TimeUnit.MILLISECONDS);
    } else {
      answer.run();
    }
    return true;
  }

  private static boolean showsCertificate(Request request) {
    return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
            instanceof EndPoint.SslSessionData session
        && session.peerCertificates() != null
        && session.peerCertificates().length > 0;
  }

  /** What was asked, before anything of it was checked. */
  private record Ask(
      String method,
      String path,
      String authorization,
      Optional<Endpoint> endpoint,
      Map<String, String> variables,
      Map<String, String> query,
      String body) {
    static Ask of(Request request, String path, String body) {
      Map<String, String> variables = new HashMap<>();
      Optional<Endpoint> endpoint =
          path.startsWith(API)
              ? Endpoint.of(path.substring(API.length()).split("/", -1), variables)
              : Optional.empty();
      return new Ask(
          request.getMethod(),
          path,
          request.getHeaders().get(HttpHeader.AUTHORIZATION),
          endpoint,
          variables,
          parameters(request.getHttpURI().getQuery()),
          body);
    }

    String resource() {
      return path.equals(TOKEN) ? "token" : endpoint.map(Endpoint::resource).orElse("");
    }

    String text(String name) {
      return variables.getOrDefault(name, query.get(name));
    }

    /** One that is given several times is taken as a list with commas. */
    private static Map<String, String> parameters(String query) {
      Map<String, String> parameters = new HashMap<>();
      if (query != null && !query.isEmpty()) {
        for (String pair : query.split("&")) {
          int mark = pair.indexOf('=');
          String name = mark < 0 ? pair : pair.substring(0, mark);
          String value =
              mark < 0 ? "" : URLDecoder.decode(pair.substring(mark + 1), StandardCharsets.UTF_8);
          parameters.merge(name, value, (one, other) -> one + "," + other);
        }
      }
      return parameters;
    }
  }

  private Reply answer(Ask ask, Faults.Trouble trouble, Sender sender) {
    try {
      if (trouble.status() == 429) {
        Quota.Left refused = quota.refused();
        sender.tell(refused);
        throw Refusal.quota(refused.refusal());
      }
      if (trouble.status() > 0) {
        throw new Refusal(
            trouble.status(), "5000", "Internal Server Error", "An unexpected error occurred.");
      }
      if (ask.path().equals(TOKEN)) {
        return ask.method().equals("POST")
            ? tokens.issue(ask.authorization(), ask.body())
            : new Refusal(405, "4050", "Method Not Allowed", "Use POST.").reply();
      }
      tokens.check(ask.authorization());
      Quota.Left left = quota.take();
      sender.tell(left);
      if (left.refusal() != null) {
        refused.incrementAndGet();
        throw Refusal.quota(left.refusal());
      }
      return answer(ask, trouble.spoilt());
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private Reply answer(Ask ask, Map<String, String> spoilt) throws Refusal {
    if (ask.path().startsWith(API + "webhook-subscriptions")) {
      String rest = ask.path().substring((API + "webhook-subscriptions").length());
      return subscriptions.answer(ask.method(), rest, ask.query(), ask.body());
    }
    if (ask.endpoint().isEmpty()) {
      throw Refusal.notFound("Not Found");
    }
    Endpoint endpoint = ask.endpoint().get();
    if (ask.method().equals("POST") && ask.path().endsWith("/patients/match")) {
      api.checkOrganization(ask.variables().get("org"));
      return PatientMatch.answer(api, ask.body());
    }
    if (!ask.method().equals("GET")) {
      throw new Refusal(405, "4050", "Method Not Allowed", "Use GET.");
    }
    return api.read(endpoint, ask.variables(), ask.query(), spoilt);
  }
}
