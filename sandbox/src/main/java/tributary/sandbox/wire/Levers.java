package tributary.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Levers that a test or a person pulls, as JSON over plain HTTP on the loopback address. */
public abstract class Levers extends Handler.Abstract {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * Pulls a lever; returns what to answer, for JSON.
   *
   * @param what method and path, such as {@code POST /calm}
   * @param body an empty object where nothing was sent
   * @throws IllegalArgumentException in words for the person, when there is no such lever
   */
  protected abstract Object pull(String what, JsonNode body) throws JsonProcessingException;

  /** Reads a body as one of these. */
  protected static <T> T as(Class<T> type, JsonNode body) throws JsonProcessingException {
    return MAPPER.treeToValue(body, type);
  }

  @Override
  public final boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    String text = Content.Source.asString(request);
    byte[] answer;
    try {
      JsonNode body = MAPPER.readTree(text.isBlank() ? "{}" : text);
      String what = request.getMethod() + " " + request.getHttpURI().getDecodedPath();
      answer = MAPPER.writeValueAsBytes(pull(what, body));
    } catch (JsonProcessingException | IllegalArgumentException wrong) {
      response.setStatus(400);
      answer = MAPPER.writeValueAsBytes(Map.of("error", String.valueOf(wrong.getMessage())));
    }
    new Sending(request, response, callback).whole("application/json", answer);
    return true;
  }
}
