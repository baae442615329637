package tributary.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import tributary.problem.FieldProblem;

/** Reads and writes JSON. Instants are ISO 8601 texts; a field that nobody knows is refused. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(UUID.class, ToStringSerializer.instance))
          .addMixIn(FieldProblem.class, SuggestionIfAny.class)
          .build();

  /** Where a problem has no suggestion, its document has none either. */
  private interface SuggestionIfAny {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    String suggestion();
  }

  private Json() {}

  /**
   * Reads one JSON document.
   *
   * @throws MalformedDocument when it is not JSON
   * @throws tributary.problem.Refusal when it is JSON of another shape, with the field to correct
   */
  public static <T> T read(InputStream in, Class<T> type) throws IOException {
    try {
      T value = MAPPER.readValue(in, type);
      if (value == null) {
        throw new MalformedDocument("The body is null; send a JSON object.");
      }
      return value;
    } catch (JsonMappingException e) {
      throw WrongShape.refusal(e);
    } catch (JacksonException e) {
      throw MalformedDocument.of(e);
    }
  }

  /** Makes a value of maps, lists and scalars, as a parser leaves them. */
  public static <T> T convert(Object tree, Class<T> type) {
    try {
      return MAPPER.convertValue(tree, type);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof JsonMappingException wrong) {
        throw WrongShape.refusal(wrong);
      }
      throw e;
    }
  }

  /** Writes a value; does not close the stream. */
  public static void write(OutputStream out, Object value) throws IOException {
    MAPPER.writeValue(out, value);
  }

  /** Returns a value as JSON text. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }
}
