package tributary.plugin.s3.excel;

import java.math.BigDecimal;
import tributary.plugin.s3.file.ObjectSink;
import tributary.plugin.s3.file.ValueSink;
import tributary.plugin.s3.file.ValueSlot;

/** One cell's value. Empty text is no value: formulas make it where a person sees nothing. */
final class Cell {
  static final Cell EMPTY = new Cell();

  /** What a cell holds. */
  enum Kind {
    NONE,
    WHOLE,
    NUMBER,
    DATE,
    DATE_TIME,
    TIME,
    FLAG,
    TEXT,
    MISFIT
  }

  private final ValueSlot value = new ValueSlot();
  private Kind kind = Kind.NONE;
  private boolean hasDigit;
  private byte[] utf8;
  private int from;
  private int to;

  Kind kind() {
    return kind;
  }

  boolean isEmpty() {
    return kind == Kind.NONE;
  }

  /** Returns whether a text has a digit, as identifiers do. */
  boolean hasDigit() {
    return hasDigit;
  }

  void clear() {
    kind = Kind.NONE;
    value.absent();
    utf8 = null;
  }

  void to(ValueSink sink) {
    if (kind == Kind.TEXT && utf8 != null) {
      sink.text(utf8, from, to);
    } else {
      value.to(sink);
    }
  }

  /** Returns the value as text, as a header or a rejected row shows it. */
  String asText() {
    ObjectSink sink = new ObjectSink();
    to(sink);
    return kind == Kind.NONE ? "" : String.valueOf(sink.value());
  }

  private void hold(Kind newKind) {
    kind = newKind;
    utf8 = null;
  }

  void whole(long whole) {
    hold(Kind.WHOLE);
    value.whole(whole);
  }

  void decimal(BigDecimal decimal) {
    hold(Kind.NUMBER);
    value.decimal(decimal);
  }

  void date(long epochDay) {
    hold(Kind.DATE);
    value.date(epochDay);
  }

  void dateTime(long epochMicros) {
    hold(Kind.DATE_TIME);
    value.localTimestamp(epochMicros);
  }

  void time(long microsOfDay) {
    hold(Kind.TIME);
    value.time(microsOfDay);
  }

  void flag(boolean flag) {
    hold(Kind.FLAG);
    value.flag(flag);
  }

  void misfit(String raw, String problem) {
    hold(Kind.MISFIT);
    value.misfit(raw, problem);
  }

  void text(String characters) {
    hold(characters.isEmpty() ? Kind.NONE : Kind.TEXT);
    hasDigit = characters.chars().anyMatch(c -> c >= '0' && c <= '9');
    value.text(characters);
  }

  /** Holds bytes that stay as they are. */
  void text(byte[] bytes, int first, int end) {
    hold(first == end ? Kind.NONE : Kind.TEXT);
    utf8 = bytes;
    from = first;
    to = end;
    hasDigit = false;
    for (int i = first; i < end && !hasDigit; i++) {
      hasDigit = bytes[i] >= '0' && bytes[i] <= '9';
    }
  }
}
