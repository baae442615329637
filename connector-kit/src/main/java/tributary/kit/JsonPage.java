package tributary.kit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a page of JSON records from a stream, record by record: a page of any length needs the
 * memory of its longest record.
 */
public final class JsonPage {
  /** Longer records are not taken. */
  private static final int MOST_RECORD_BYTES = 16 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MOST_RECORD_BYTES)
                  .maxNestingDepth(200)
                  .build())
          .build();

  private final RecordShape shape;
  private final JsonRecord record;
  private final Taker taker;
  private final Map<String, String> around = new HashMap<>();
  private long records;

  /** Takes the records. */
  public interface Taker {
    /** Takes a record, which is valid during the call. */
    void take(JsonRecord record);

    /** Is told of a record that is too long to be taken, by its number on the page from 1. */
    void tooLong(long number);
  }

  private JsonPage(RecordShape shape, Taker taker) {
    this.shape = shape;
    this.record = new JsonRecord(shape.size());
    this.taker = taker;
  }

  /**
   * Reads to the end of the document.
   *
   * @param list the name of the root's field that holds the list of records; empty: the root is a
   *     record itself, or a list of records
   * @return what stands around the list, by path: {@code paging.hasMore} to {@code true}
   * @throws JsonBroken when the document is not JSON, or not of that form
   * @throws IOException as the stream throws it
   */
  public static Map<String, String> read(
      InputStream in, String list, RecordShape shape, Taker taker) throws IOException {
    JsonPage page = new JsonPage(shape, taker);
    ByteWindow window = new ByteWindow(in, MOST_RECORD_BYTES);
    try (JsonParser parser = JSON.createParser(window)) {
      page.document(parser, window, list);
      return page.around;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new JsonBroken(e instanceof JsonParseException && cutOff(e), page.records);
    }
  }

  /** Jackson's message quotes the content, so it is asked what it is and then forgotten. */
  private static boolean cutOff(Exception broken) {
    return broken instanceof com.fasterxml.jackson.core.io.JsonEOFException;
  }

  private void document(JsonParser parser, ByteWindow window, String list) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new JsonBroken(true, 0);
    }
    if (first == JsonToken.START_ARRAY) {
      elements(parser, window);
    } else if (first != JsonToken.START_OBJECT) {
      throw new JsonBroken(false, 0);
    } else if (list.isEmpty()) {
      one(parser, window);
    } else {
      envelope(parser, window, list);
    }
    if (parser.nextToken() != null) {
      throw new JsonBroken(false, records);
    }
  }

  private void envelope(JsonParser parser, ByteWindow window, String list) throws IOException {
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(list) && value == JsonToken.START_ARRAY) {
        found = true;
        elements(parser, window);
      } else {
        around(parser, name);
      }
      window.forgetBefore(parser.currentLocation().getByteOffset());
    }
    if (!found && !around.containsKey(list)) {
      throw new JsonBroken(false, 0);
    }
  }

  private void around(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        around(parser, path + "." + name);
      }
    } else if (parser.currentToken().isScalarValue()) {
      around.put(path, parser.getText());
    } else {
      parser.skipChildren();
    }
  }

  private void elements(JsonParser parser, ByteWindow window) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new JsonBroken(false, records);
      }
      one(parser, window);
    }
  }

  private void one(JsonParser parser, ByteWindow window) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    if (from < 0) {
      throw new JsonBroken(false, records);
    }
    window.forgetBefore(from);
    record.clear();
    records++;
    boolean fits = object(parser, window, shape.root());
    fits &= window.has(from);
    if (fits && shape.whole() >= 0) {
      record.put(
          shape.whole(),
          JsonRecord.Kind.JSON,
          window.text(from, parser.currentLocation().getByteOffset()));
    }
    if (fits) {
      taker.take(record);
    } else {
      taker.tooLong(records);
    }
  }

  /** Returns whether everything that was wanted could be taken. */
  private boolean object(JsonParser parser, ByteWindow window, RecordShape.Node node)
      throws IOException {
    boolean fits = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      RecordShape.Node field = node.child(parser.currentName());
      JsonToken value = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
        fits &= structure(parser, window, field, value);
      } else if (field.slot() >= 0) {
        scalar(parser, field.slot(), value);
      }
    }
    return fits;
  }

  private boolean structure(
      JsonParser parser, ByteWindow window, RecordShape.Node field, JsonToken value)
      throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    boolean fits = true;
    if (value == JsonToken.START_OBJECT && field.leadsOn()) {
      fits = object(parser, window, field);
    } else {
      parser.skipChildren();
    }
    if (field.slot() >= 0 && window.has(from)) {
      record.put(
          field.slot(),
          JsonRecord.Kind.JSON,
          window.text(from, parser.currentLocation().getByteOffset()));
    }
    return fits && (field.slot() < 0 || window.has(from));
  }

  private void scalar(JsonParser parser, int slot, JsonToken value) throws IOException {
    switch (value) {
      case VALUE_STRING -> put(parser, slot, JsonRecord.Kind.STRING);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> put(parser, slot, JsonRecord.Kind.NUMBER);
      case VALUE_TRUE -> record.put(slot, JsonRecord.Kind.TRUE);
      case VALUE_FALSE -> record.put(slot, JsonRecord.Kind.FALSE);
      default -> record.put(slot, JsonRecord.Kind.ABSENT);
    }
  }

  private void put(JsonParser parser, int slot, JsonRecord.Kind kind) throws IOException {
    record.put(
        slot, kind, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }
}
