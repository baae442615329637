package tributary.sandbox.dataverse;

import java.util.Map;

/** An answer. */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
  static final String JSON = "application/json; odata.metadata=minimal";

  static Reply json(byte[] body) {
    return new Reply(200, JSON, body, Map.of("OData-Version", "4.0"));
  }

  Reply withBody(String otherType, byte[] other) {
    return new Reply(status, otherType, other, headers);
  }
}
