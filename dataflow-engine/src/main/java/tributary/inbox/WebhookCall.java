package tributary.inbox;

import java.util.List;
import java.util.Map;

/**
 * A call to an endpoint.
 *
 * @param method in capitals
 * @param headers names in lower case
 * @param query the parameters of the address
 * @param body as sent
 */
public record WebhookCall(
    String method, Map<String, List<String>> headers, Map<String, String> query, byte[] body) {
  @Override
  public String toString() {
    return "WebhookCall[" + method + ", " + body.length + " bytes]";
  }
}
