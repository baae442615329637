package tributary.web.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import tributary.problem.Refusal;
import tributary.web.json.MalformedDocument;

/** Makes a problem document of whatever went wrong. Nothing of the inside reaches the answer. */
@Provider
public class Problems implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(Problems.class.getName());

  @Context private UriInfo uri;

  @Override
  public Response toResponse(Throwable failure) {
    Throwable told = told(failure);
    if (told instanceof Refusal refusal) {
      return Problem.of(refusal).response();
    }
    if (told instanceof ApiFailure turnedAway) {
      return turnedAway.problem().response();
    }
    if (told instanceof MalformedDocument malformed) {
      return Problem.of(400, "MALFORMED", malformed.getMessage()).response();
    }
    if (told instanceof WebApplicationException http
        && http.getResponse().getStatus() < 500
        && http.getResponse().getStatus() >= 400) {
      return ofProtocol(http);
    }
    return unexpected(failure);
  }

  /** Returns what a transaction or an injected proxy may have wrapped. */
  private static Throwable told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal
          || cause instanceof ApiFailure
          || cause instanceof MalformedDocument) {
        return cause;
      }
    }
    return failure;
  }

  private Response ofProtocol(WebApplicationException http) {
    Response original = http.getResponse();
    Problem problem =
        switch (original.getStatus()) {
          case 404 ->
              Problem.of(
                  404,
                  "NO_SUCH_PATH",
                  "There is nothing at %s. /openapi lists what there is."
                      .formatted(uri.getAbsolutePath().getPath()));
          case 405 ->
              Problem.of(
                  405,
                  "METHOD_NOT_ALLOWED",
                  "This path does not take this method. It takes: %s."
                      .formatted(original.getHeaderString(HttpHeaders.ALLOW)));
          case 406 ->
              Problem.of(
                  406,
                  "NOT_ACCEPTABLE",
                  "This path cannot answer in the media type that Accept asks for.");
          case 415 ->
              Problem.of(415, "MEDIA_TYPE", "Send the body with Content-Type: application/json.");
          default ->
              Problem.of(
                  original.getStatus(), "REFUSED", "The request is not one that this path takes.");
        };
    Response.ResponseBuilder answer = Response.fromResponse(problem.response());
    String allow = original.getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  private static Response unexpected(Throwable failure) {
    String reference = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, failure, () -> "Request failed, reference " + reference);
    return Problem.of(
            500,
            "UNEXPECTED",
            "Something went wrong in Tributary. Give the operator this reference to the log: %s."
                .formatted(reference))
        .response();
  }
}
