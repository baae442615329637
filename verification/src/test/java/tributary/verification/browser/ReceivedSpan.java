package tributary.verification.browser;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as it came over OTLP.
 *
 * @param scope who made it
 * @param parent id of the span that it is part of; empty: of none
 * @param attributes values as text
 * @param statusCode 2 for an error
 * @param events names of what happened in it
 */
public record ReceivedSpan(
    String scope,
    String trace,
    String id,
    String parent,
    String name,
    Map<String, String> attributes,
    String statusMessage,
    long statusCode,
    List<String> events) {

  /** Returns the spans of an ExportTraceServiceRequest in protocol buffers. */
  static List<ReceivedSpan> of(byte[] request) {
    List<ReceivedSpan> spans = new ArrayList<>();
    for (Field resourceSpans : fields(request, 1)) {
      for (Field scopeSpans : fields(resourceSpans.bytes(), 2)) {
        String scope =
            fields(scopeSpans.bytes(), 1).stream()
                .findFirst()
                .map(s -> text(s.bytes(), 1))
                .orElse("");
        fields(scopeSpans.bytes(), 2).forEach(span -> spans.add(span(scope, span.bytes())));
      }
    }
    return spans;
  }

  private static ReceivedSpan span(String scope, byte[] span) {
    Map<String, String> attributes = new TreeMap<>();
    for (Field attribute : fields(span, 9)) {
      attributes.put(
          text(attribute.bytes(), 1), value(fields(attribute.bytes(), 2).get(0).bytes()));
    }
    byte[] status = fields(span, 15).stream().findFirst().map(Field::bytes).orElse(new byte[0]);
    return new ReceivedSpan(
        scope,
        hex(span, 1),
        hex(span, 2),
        hex(span, 4),
        text(span, 5),
        attributes,
        text(status, 2),
        fields(status, 3).stream().findFirst().map(Field::number).orElse(0L),
        fields(span, 11).stream().map(event -> text(event.bytes(), 2)).toList());
  }

  private static String value(byte[] any) {
    Field field = fields(any).get(0);
    return field.number() == 1 && field.tag() == 2
        ? "true"
        : field.tag() == 1
            ? new String(field.bytes(), StandardCharsets.UTF_8)
            : Long.toString(field.number());
  }

  private static String text(byte[] message, int tag) {
    return fields(message, tag).stream()
        .findFirst()
        .map(f -> new String(f.bytes(), StandardCharsets.UTF_8))
        .orElse("");
  }

  private static String hex(byte[] message, int tag) {
    return fields(message, tag).stream()
        .findFirst()
        .map(f -> HexFormat.of().formatHex(f.bytes()))
        .orElse("");
  }

  private record Field(int tag, long number, byte[] bytes) {}

  private static List<Field> fields(byte[] message, int tag) {
    return fields(message).stream().filter(field -> field.tag() == tag).toList();
  }

  private static List<Field> fields(byte[] message) {
    List<Field> fields = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      int tag = (int) (key >>> 3);
      switch ((int) (key & 7)) {
        case 0 -> fields.add(new Field(tag, varint(in), new byte[0]));
        case 1 -> fields.add(new Field(tag, in.getLong(), new byte[0]));
        case 2 -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          fields.add(new Field(tag, 0, bytes));
        }
        case 5 -> fields.add(new Field(tag, in.getInt(), new byte[0]));
        default -> throw new IllegalArgumentException("Not protocol buffers: " + key);
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
