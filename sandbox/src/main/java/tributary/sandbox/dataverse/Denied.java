package tributary.sandbox.dataverse;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** No token is given, and the authority says why by a number. */
final class Denied extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String error;
  private final int number;

  Denied(int status, String error, int number, String message) {
    super(message);
    this.status = status;
    this.error = error;
    this.number = number;
  }

  Reply reply(Instant now) {
    String trace = UUID.randomUUID().toString();
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("error", error);
              json.writeStringField(
                  "error_description",
                  "AADSTS"
                      + number
                      + ": "
                      + getMessage()
                      + " Trace ID: "
                      + trace
                      + " Timestamp: "
                      + now);
              json.writeFieldName("error_codes");
              json.writeArray(new int[] {number}, 0, 1);
              json.writeStringField("trace_id", trace);
              json.writeEndObject();
            });
    return new Reply(status, "application/json; charset=utf-8", body, Map.of());
  }
}
