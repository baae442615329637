package tributary.plugin.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tributary.plugin.s3.file.FilePart;

/**
 * What a split's payload says: one object, as it was when the read was planned.
 *
 * @param item the object
 * @param part the part of it that is read
 * @param ofFolder whether it is one of a folder's parts, and may be empty
 * @param dayFirst indexes of the request's columns whose dates have the day first
 */
record S3Split(S3Item item, FilePart part, boolean ofFolder, List<Integer> dayFirst) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Returns it as text. */
  String payload() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("key", item.key());
      json.writeStringField("etag", item.etag());
      json.writeNumberField("size", item.size());
      json.writeNumberField("from", part.from());
      json.writeNumberField("to", part.to());
      json.writeBooleanField("ofFolder", ofFolder);
      json.writeArrayFieldStart("dayFirst");
      for (int column : dayFirst) {
        json.writeNumber(column);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Reads what {@link #payload} wrote. */
  static S3Split of(String payload) {
    String key = "";
    String etag = "";
    long size = 0;
    long from = 0;
    long to = 0;
    boolean ofFolder = false;
    List<Integer> dayFirst = new ArrayList<>();
    try (JsonParser json = JSON.createParser(payload)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "key" -> key = json.getText();
          case "etag" -> etag = json.getText();
          case "size" -> size = json.getLongValue();
          case "from" -> from = json.getLongValue();
          case "to" -> to = json.getLongValue();
          case "ofFolder" -> ofFolder = json.getBooleanValue();
          case "dayFirst" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              dayFirst.add(json.getIntValue());
            }
          }
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new S3Split(
        new S3Item(key, etag, size), new FilePart(from, to), ofFolder, List.copyOf(dayFirst));
  }
}
