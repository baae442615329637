package tributary.sandbox.dataverse;

import java.util.Map;

/** A question is answered with an error. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  Refusal(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  Refusal(int status, String code, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  Reply reply() {
    return new Reply(
        status,
        Reply.JSON,
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeObjectFieldStart("error");
              json.writeStringField("code", code);
              json.writeStringField("message", getMessage());
              json.writeEndObject();
              json.writeEndObject();
            }),
        headers);
  }
}
