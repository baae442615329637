package tributary.spi;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request.
 *
 * @param method in capitals
 * @param path what comes after the target's base, with the query; encoded
 * @param headers by name
 * @param body what is sent, where something is
 */
public record HttpCall(
    String method, String path, Map<String, String> headers, Optional<byte[]> body) {
  public HttpCall {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    headers = Map.copyOf(headers);
    body = body.map(byte[]::clone);
  }

  /** Returns a question. */
  public static HttpCall get(String path, Map<String, String> headers) {
    return new HttpCall("GET", path, headers, Optional.empty());
  }

  @Override
  public Optional<byte[]> body() {
    return body.map(byte[]::clone);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HttpCall that
        && method.equals(that.method)
        && path.equals(that.path)
        && headers.equals(that.headers)
        && Arrays.equals(body.orElse(null), that.body.orElse(null));
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, path, headers);
  }

  /** Tells neither headers nor body: they hold tokens. */
  @Override
  public String toString() {
    return "HttpCall[" + method + " " + path + "]";
  }
}
