package tributary.sandbox.pcc;

import java.nio.charset.StandardCharsets;

/** What the server answers. */
record Reply(int status, String type, byte[] body) {
  private static final String JSON = "application/json";

  static Reply json(byte[] body) {
    return new Reply(200, JSON, body);
  }

  static Reply json(int status, String body) {
    return new Reply(status, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  static Reply html(int status, String body) {
    return new Reply(status, "text/html", body.getBytes(StandardCharsets.UTF_8));
  }
}
