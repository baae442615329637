package tributary.web.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tributary.web.json.Json;
import tributary.web.json.MalformedDocument;

/** Reads bodies that JAX-RS leaves open: missing ones, and ones that may be missing. */
final class Body {
  private Body() {}

  static <T> T required(T body) {
    if (body == null) {
      throw new MalformedDocument("The body is empty; send a JSON object.");
    }
    return body;
  }

  /** Reads a body that may be left out, whatever media type an empty one claims. */
  static <T> Optional<T> optional(InputStream body, Class<T> type) throws IOException {
    byte[] bytes = body.readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8).isBlank()
        ? Optional.empty()
        : Optional.of(Json.read(new ByteArrayInputStream(bytes), type));
  }
}
