package tributary.web.ingress;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tributary.inbox.WebhookReply;
import tributary.web.json.Json;

/**
 * What a vendor is answered.
 *
 * @param outcome for metrics, in small letters and hyphens
 * @param status of HTTP
 * @param type the body's
 * @param retrySeconds after how many seconds to try again; 0: not said
 */
record Answer(String outcome, int status, String type, byte[] body, int retrySeconds) {
  private static final String PROBLEM = "application/problem+json";

  static final Answer NOT_POST =
      problem("not-post", 405, "METHOD_NOT_ALLOWED", "Events are sent by POST.", 0);
  static final Answer TOO_MANY =
      problem("too-many", 429, "TOO_MANY", "Too many events at once. Send this one again soon.", 1);
  private static final Answer NOT_PROVEN =
      problem(
          "not-proven",
          401,
          "NOT_PROVEN",
          "The credentials or the signature of this event are missing or wrong, or there is no such address.",
          0);
  private static final Answer NOT_UNDERSTOOD =
      problem(
          "not-understood",
          400,
          "NOT_UNDERSTOOD",
          "This is not an event as the vendor of this address sends them.",
          0);
  private static final Answer GONE =
      problem("gone", 410, "GONE", "Events are not taken at this address at present.", 0);

  static Answer of(WebhookReply reply) {
    if (reply instanceof WebhookReply.Stored stored) {
      return new Answer(
          stored.events() > 0 ? "stored" : "repeated",
          200,
          "application/json",
          "{}".getBytes(StandardCharsets.UTF_8),
          0);
    }
    if (reply instanceof WebhookReply.Echo echo) {
      return new Answer("echo", 200, echo.contentType(), echo.body(), 0);
    }
    if (reply instanceof WebhookReply.NotProven) {
      return NOT_PROVEN;
    }
    return reply instanceof WebhookReply.Gone ? GONE : NOT_UNDERSTOOD;
  }

  static Answer tooLarge(int mostBytes) {
    return problem(
        "too-large",
        413,
        "BODY_TOO_LARGE",
        "An event has at most %,d bytes.".formatted(mostBytes),
        0);
  }

  static Answer notStored(String reference) {
    return problem(
        "not-stored",
        503,
        "NOT_STORED",
        "The event could not be stored. Send it again. The operator finds the reason in the log under "
            + reference
            + ".",
        5);
  }

  private static Answer problem(
      String outcome, int status, String code, String detail, int retrySeconds) {
    return new Answer(
        outcome,
        status,
        PROBLEM,
        Json.text(new Document("about:blank", title(status), status, detail, code))
            .getBytes(StandardCharsets.UTF_8),
        retrySeconds);
  }

  /** An error as RFC 9457 writes it. */
  private record Document(String type, String title, int status, String detail, String code) {}

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 405 -> "Method Not Allowed";
      case 410 -> "Gone";
      case 413 -> "Content Too Large";
      case 429 -> "Too Many Requests";
      default -> "Service Unavailable";
    };
  }

  void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    if (status == 401) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"Tributary\"");
    }
    if (status == 405) {
      response.setHeader("Allow", "POST");
    }
    if (status == 413) {
      response.setHeader("Connection", "close");
    }
    if (retrySeconds > 0) {
      response.setIntHeader("Retry-After", retrySeconds);
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
