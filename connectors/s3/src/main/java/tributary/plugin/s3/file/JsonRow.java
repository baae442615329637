package tributary.plugin.s3.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One object of JSON, taken apart at its first level. Holds where values lie in the bytes that it
 * was parsed from, and is reused from row to row.
 */
final class JsonRow {
  /** What a value is. */
  enum Kind {
    STRING,
    LITERAL,
    NESTED,
    NULL
  }

  /**
   * A value.
   *
   * @param key its key
   * @param kind what it is
   * @param text a string's characters; empty for others
   * @param from where it begins as it is written
   * @param to where it ends
   */
  record Field(String key, Kind kind, String text, int from, int to) {}

  private final List<Field> fields = new ArrayList<>();

  /** Returns the fields, in the order of writing. */
  List<Field> fields() {
    return fields;
  }

  /**
   * Takes an object apart.
   *
   * @return what is wrong with it, in words that hold nothing of its content; empty when it is fine
   */
  Optional<String> parse(byte[] bytes, int from, int to) throws IOException {
    fields.clear();
    if (bytes[from] != '{') {
      return Optional.of("is not a JSON object");
    }
    if (Json.hasLoneSurrogate(bytes, from, to)) {
      return Optional.of("has half of a character, written as a \\u escape without its partner");
    }
    try (JsonParser json = Json.FACTORY.createParser(bytes, from, to - from)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = ColumnKey.usable(json.currentName());
        JsonToken token = json.nextToken();
        int valueFrom = from + (int) json.currentTokenLocation().getByteOffset();
        field(json, key, token, from, valueFrom);
      }
      return json.nextToken() == null
          ? Optional.empty()
          : Optional.of("has more than one JSON value on its line");
    } catch (JsonProcessingException e) {
      return Optional.of(problem(e, from));
    }
  }

  private void field(JsonParser json, String key, JsonToken token, int from, int valueFrom)
      throws IOException {
    boolean nested = token.isStructStart();
    String text = "";
    if (nested) {
      json.skipChildren();
    } else if (token == JsonToken.VALUE_STRING) {
      text = json.getText();
    } else {
      json.finishToken();
    }
    int valueTo = from + (int) json.currentLocation().getByteOffset();
    Kind kind =
        switch (token) {
          case START_OBJECT, START_ARRAY -> Kind.NESTED;
          case VALUE_STRING -> Kind.STRING;
          case VALUE_NULL -> Kind.NULL;
          default -> Kind.LITERAL;
        };
    fields.add(new Field(key, kind, text, valueFrom, valueTo));
  }

  private static String problem(JsonProcessingException e, int from) {
    if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")) {
      return "has the same key twice";
    }
    long character = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
    return "is not valid JSON, at its byte " + Math.max(1, character);
  }
}
