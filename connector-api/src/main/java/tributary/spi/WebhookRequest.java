package tributary.spi;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An event as it came in.
 *
 * @param method in capitals
 * @param headers names in lower case
 * @param query the parameters of the address
 * @param body as sent
 * @param receivedAt when it came
 * @param login what the vendor was told to prove itself with
 */
public record WebhookRequest(
    String method,
    Map<String, List<String>> headers,
    Map<String, String> query,
    byte[] body,
    Instant receivedAt,
    WebhookLogin login) {
  public WebhookRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(login, "login");
    headers = Map.copyOf(headers);
    query = Map.copyOf(query);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookRequest that
        && method.equals(that.method)
        && headers.equals(that.headers)
        && query.equals(that.query)
        && Arrays.equals(body, that.body)
        && receivedAt.equals(that.receivedAt)
        && login.equals(that.login);
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, headers, query, Arrays.hashCode(body), receivedAt, login);
  }

  @Override
  public String toString() {
    return "WebhookRequest[" + method + ", " + body.length + " bytes]";
  }
}
