package tributary.plugin.s3.file;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Writes nested values as JSON: maps, lists, text, numbers, booleans and null. What JSON has no
 * word for is text: dates and times as ISO 8601, bytes as base64, and numbers that are none.
 */
public final class JsonValues {
  private JsonValues() {}

  /** Returns whether a text is one JSON value. */
  public static boolean isWellFormed(String text) {
    return Json.isWellFormed(text);
  }

  /** Returns the value as JSON. */
  public static String of(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Long whole) {
      json.writeNumber(whole);
    } else if (value instanceof Double real && !real.isNaN() && !real.isInfinite()) {
      json.writeNumber(real);
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal.toPlainString());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof RawJson raw) {
      json.writeRawValue(raw.text());
    } else {
      json.writeString(value.toString());
    }
  }

  /** JSON that stands in a file as JSON. */
  record RawJson(String text) {}
}
