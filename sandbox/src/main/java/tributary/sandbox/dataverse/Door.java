package tributary.sandbox.dataverse;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets questions in: to the authority, to the service, or to nothing. */
final class Door extends Handler.Abstract {
  static final String API = "/api/data/v9.2";
  static final int LONGEST_ADDRESS = 32 * 1024;
  private static final Pattern LOGIN = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");
  private static final Pattern FIRST =
      Pattern.compile("/(?:EntityDefinitions\\(LogicalName=')?([A-Za-z0-9_$]+).*");

  private final String origin;
  private final World world;
  private final Login login;
  private final Protection protection;
  private final Faults faults;
  private final Service service;
  private final Definitions definitions;
  private final Functions functions;
  private final AtomicLong calls = new AtomicLong();

  Door(
      String origin,
      World world,
      Login login,
      Protection protection,
      Faults faults,
      RowPages pages) {
    this.origin = origin;
    this.world = world;
    this.login = login;
    this.protection = protection;
    this.faults = faults;
    this.service = new Service(world, pages, origin + API);
    this.definitions = new Definitions(world, origin + API);
    this.functions = new Functions(world, origin + API);
  }

  long calls() {
    return calls.get();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Sender sender = new Sender(request, response, callback);
    String path = request.getHttpURI().getDecodedPath();
    Matcher toLogin = LOGIN.matcher(path);
    if (origin.length() + request.getHttpURI().getPathQuery().length() > LONGEST_ADDRESS) {
      sender.send(page(414, "URI Too Long"), new Faults.Trouble(List.of()));
    } else if (toLogin.matches()) {
      String form = Content.Source.asString(request);
      sender.send(login.token(toLogin.group(1), form), new Faults.Trouble(List.of()));
    } else if (path.startsWith(API + "/") || path.equals(API)) {
      api(request, sender, path.substring(API.length()));
    } else {
      sender.send(page(404, "Not found"), new Faults.Trouble(List.of()));
    }
    return true;
  }

  private static Reply page(int status, String text) {
    byte[] body = ("<html><body>" + text + "</body></html>").getBytes(StandardCharsets.UTF_8);
    return new Reply(status, "text/html", body, Map.of());
  }

  private void api(Request request, Sender sender, String path) throws IOException {
    calls.incrementAndGet();
    Faults.Trouble trouble = faults.meet(tableOf(path));
    Reply reply;
    try {
      requireToken(request);
      Instant came = protection.enter();
      try {
        reply = guarded(request, path, trouble);
      } finally {
        protection.leave(came);
      }
    } catch (Refusal refusal) {
      reply = refusal.reply();
    }
    sender.send(reply, trouble);
  }

  private void requireToken(Request request) throws Refusal {
    String authorization = request.getHeaders().get("Authorization");
    String token =
        authorization != null && authorization.startsWith("Bearer ")
            ? authorization.substring("Bearer ".length())
            : "";
    if (!login.knows(token)) {
      String challenge =
          "Bearer authorization_uri=%s/%s/oauth2/authorize, resource_id=%s/"
              .formatted(origin, Login.TENANT, origin);
      throw new Refusal(
          401,
          "0x80072560",
          "The access token is missing, or no longer valid.",
          Map.of("WWW-Authenticate", challenge));
    }
  }

  private Reply guarded(Request request, String path, Faults.Trouble trouble)
      throws Refusal, IOException {
    Optional<Fault> late = trouble.of(Fault.Kind.LATENCY);
    if (late.isPresent()) {
      pause(late.get().millis());
    }
    Optional<Fault> refused = trouble.of(Fault.Kind.STATUS);
    if (refused.isPresent()) {
      Fault fault = refused.get();
      throw new Refusal(
          fault.status(),
          fault.code() == null ? "0x80040216" : fault.code(),
          "An unexpected error occurred.",
          fault.status() == 429 || fault.status() == 503
              ? Map.of("Retry-After", Long.toString((fault.millis() + 999) / 1000))
              : Map.of());
    }
    if (!request.getMethod().equals("GET")) {
      throw new Refusal(405, "0x80060888", "This stand-in only reads.");
    }
    Map<String, String> options = options(request.getHttpURI().getQuery());
    Optional<Reply> own = functions.answer(path, options);
    if (own.isEmpty()) {
      own = definitions.answer(path, options);
    }
    return own.isPresent() ? own.get() : service.answer(asked(request, path), trouble);
  }

  private static void pause(long millis) throws Refusal {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "0x80040216", "The service is stopped.");
    }
  }

  private Service.Asked asked(Request request, String path) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : request.getHeaders()) {
      headers
          .computeIfAbsent(field.getName(), name -> new java.util.ArrayList<>())
          .add(field.getValue());
    }
    // What rows are written as is this stand-in's own matter: the library is asked for plain JSON.
    headers.put(
        "Accept", List.of(path.equals("/$metadata") ? "application/xml" : "application/json"));
    return new Service.Asked(
        request.getMethod(), path.isEmpty() ? "/" : path, request.getHttpURI().getQuery(), headers);
  }

  private String tableOf(String path) {
    Matcher first = FIRST.matcher(path);
    if (!first.matches()) {
      return "";
    }
    return world.ofSet(first.group(1)).map(Table::name).orElse(first.group(1));
  }

  private static Map<String, String> options(String rawQuery) {
    Map<String, String> options = new LinkedHashMap<>();
    Arrays.stream(rawQuery == null ? new String[0] : rawQuery.split("&"))
        .filter(part -> part.contains("="))
        .forEach(
            part -> {
              int at = part.indexOf('=');
              options.put(
                  URLDecoder.decode(part.substring(0, at), StandardCharsets.UTF_8),
                  URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
            });
    return options;
  }
}
