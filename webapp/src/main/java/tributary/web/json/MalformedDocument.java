package tributary.web.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;

/** A body that is not JSON, or not YAML; its message says where. */
public final class MalformedDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes the words for the sender. */
  public MalformedDocument(String message) {
    super(message);
  }

  static MalformedDocument of(JacksonException e) {
    JsonLocation at = e.getLocation();
    String place =
        at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    String why = firstSentence(e.getOriginalMessage());
    return new MalformedDocument("The body is not well-formed JSON%s: %s".formatted(place, why));
  }

  private static String firstSentence(String message) {
    int line = message.indexOf('\n');
    return line < 0 ? message : message.substring(0, line);
  }
}
