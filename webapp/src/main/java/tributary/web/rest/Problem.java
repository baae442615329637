package tributary.web.rest;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/**
 * An error as RFC 9457 writes it.
 *
 * @param type a URN made of the code
 * @param title the status in words
 * @param status of HTTP
 * @param detail what is wrong and what to do, for the person
 * @param code capitals and underscores, for programs
 * @param fields the fields to correct, may be empty
 */
record Problem(
    String type, String title, int status, String detail, String code, List<FieldProblem> fields) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String code, String detail) {
    return of(status, code, detail, List.of());
  }

  static Problem of(Refusal refusal) {
    int status =
        switch (refusal.kind()) {
          case INVALID -> 422;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case FORBIDDEN -> 403;
          case SOURCE -> 502;
        };
    return of(status, refusal.code(), refusal.getMessage(), refusal.fields());
  }

  private static Problem of(int status, String code, String detail, List<FieldProblem> fields) {
    return new Problem(
        "urn:tributary:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'),
        title(status),
        status,
        detail,
        code,
        fields);
  }

  private static String title(int status) {
    return status == 422
        ? "Unprocessable Content"
        : Objects.requireNonNull(Response.Status.fromStatusCode(status)).getReasonPhrase();
  }

  Response response() {
    Response.ResponseBuilder answer = Response.status(status, title).type(MEDIA_TYPE).entity(this);
    if (status == 401) {
      answer.header("WWW-Authenticate", "Bearer realm=\"Tributary\"");
    }
    return answer.build();
  }
}
