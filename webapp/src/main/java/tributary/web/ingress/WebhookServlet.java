package tributary.web.ingress;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.inbox.WebhookCall;
import tributary.inbox.WebhookInbox;
import tributary.telemetry.Telemetry;

/**
 * Takes vendors' events at {@code POST /ingest/<endpoint>}. A servlet rather than a resource of the
 * API, so that nothing reads more of a body than it may. What an answer says is for whoever sets
 * the vendor up; nothing of the call stands in it, in the log or in a metric.
 */
@WebServlet(urlPatterns = "/ingest/*")
public class WebhookServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(WebhookServlet.class.getName());
  private static final int AT_ONCE = 64;
  private static final long MOST_PASSED_OVER = 8L * 1024 * 1024;

  @Inject private transient WebhookInbox inbox;
  @Inject private transient Telemetry telemetry;
  @Inject private transient Clock clock;

  @Inject
  @ConfigProperty(name = "tributary.webhooks.body-bytes", defaultValue = "1048576")
  private int mostBytes;

  @Inject
  @ConfigProperty(name = "tributary.webhooks.calls-per-second", defaultValue = "200")
  private int perSecond;

  private transient CallLimits limits;

  @Override
  public void init() {
    limits = new CallLimits(AT_ONCE, perSecond, clock);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long began = System.nanoTime();
    Answer answer = answered(request);
    answer.write(response);
    telemetry.eventCame(answer.outcome(), Duration.ofNanos(System.nanoTime() - began));
  }

  private Answer answered(HttpServletRequest request) throws IOException {
    if (!request.getMethod().equals("POST")) {
      return Answer.NOT_POST;
    }
    String path = request.getPathInfo();
    String endpoint = path == null ? "" : path.substring(1);
    if (!limits.in(endpoint)) {
      return Answer.TOO_MANY;
    }
    try {
      boolean announced = request.getContentLengthLong() > mostBytes;
      byte[] body = request.getInputStream().readNBytes(announced ? 0 : mostBytes + 1);
      if (announced || body.length > mostBytes) {
        passOver(request.getInputStream());
        return Answer.tooLarge(mostBytes);
      }
      return Answer.of(
          inbox.receive(
              endpoint,
              new WebhookCall("POST", headers(request), query(request.getQueryString()), body)));
    } catch (RuntimeException e) {
      String reference = UUID.randomUUID().toString();
      LOG.log(Level.SEVERE, e, () -> "An event was not stored, reference " + reference);
      return Answer.notStored(reference);
    } finally {
      limits.out();
    }
  }

  /** Who still sends hears no answer; so some more is taken in, and not kept. */
  private static void passOver(InputStream in) throws IOException {
    byte[] nowhere = new byte[8192];
    long left = MOST_PASSED_OVER;
    int read = in.read(nowhere);
    while (read > 0 && left > 0) {
      left -= read;
      read = in.read(nowhere);
    }
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(
          name.toLowerCase(Locale.ROOT), List.copyOf(Collections.list(request.getHeaders(name))));
    }
    return headers;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> parameters = new HashMap<>();
    if (text != null) {
      for (String part : text.split("&")) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        parameters.putIfAbsent(
            decoded(name), decoded(part.substring(equals < 0 ? part.length() : equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // not encoded after all
      return text;
    }
  }
}
