package tributary.sandbox.pcc;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;

/**
 * Writes JSON as fast as a page of rows is wanted: no tree, no reflection. A field whose value is
 * null is left out, as the vendor does. A field that stands in the spoilt ones is written as that
 * raw text instead.
 */
final class Json {
  private static final long DAY = 86_400;

  private final StringBuilder text = new StringBuilder(4_096);
  private final Map<String, String> spoilt;

  Json() {
    this(Map.of());
  }

  Json(Map<String, String> spoilt) {
    this.spoilt = spoilt;
  }

  Json object() {
    comma();
    text.append('{');
    return this;
  }

  Json object(String name) {
    name(name);
    text.append('{');
    return this;
  }

  Json array(String name) {
    name(name);
    text.append('[');
    return this;
  }

  Json end() {
    text.append('}');
    return this;
  }

  Json endArray() {
    text.append(']');
    return this;
  }

  Json field(String name, String value) {
    if (value != null && !spoils(name)) {
      name(name);
      quote(value);
    }
    return this;
  }

  Json field(String name, long value) {
    if (!spoils(name)) {
      name(name);
      text.append(value);
    }
    return this;
  }

  Json field(String name, Integer value) {
    return value == null ? this : field(name, value.longValue());
  }

  Json field(String name, boolean value) {
    if (!spoils(name)) {
      name(name);
      text.append(value);
    }
    return this;
  }

  /** A number with one digit after the point, given in tenths. */
  Json tenths(String name, long value) {
    if (!spoils(name)) {
      name(name);
      text.append(value / 10).append('.').append(value % 10);
    }
    return this;
  }

  /** The day of a moment. */
  Json day(String name, long seconds) {
    if (seconds != Moments.NEVER && !spoils(name)) {
      name(name);
      text.append('"');
      appendDay(Math.floorDiv(seconds, DAY));
      text.append('"');
    }
    return this;
  }

  /** A moment in UTC with milliseconds, as the vendor writes them. */
  Json moment(String name, long seconds) {
    if (seconds != Moments.NEVER && !spoils(name)) {
      name(name);
      text.append('"');
      appendDay(Math.floorDiv(seconds, DAY));
      int second = (int) Math.floorMod(seconds, DAY);
      text.append('T');
      two(second / 3_600);
      text.append(':');
      two(second / 60 % 60);
      text.append(':');
      two(second % 60);
      text.append(".000Z\"");
    }
    return this;
  }

  /** One coding in a concept, under the name that the vendor gives the list in that place. */
  Json concept(String name, String list, String system, String code, String display) {
    return object(name)
        .array(list)
        .object()
        .field("system", system)
        .field("version", "1")
        .field("code", code)
        .field("display", display)
        .end()
        .endArray()
        .end();
  }

  Json item(String value) {
    comma();
    quote(value);
    return this;
  }

  Json raw(String json) {
    comma();
    text.append(json);
    return this;
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private boolean spoils(String name) {
    String raw = spoilt.isEmpty() ? null : spoilt.get(name);
    if (raw == null) {
      return false;
    }
    name(name);
    text.append(raw);
    return true;
  }

  private void name(String name) {
    comma();
    text.append('"').append(name).append("\":");
  }

  private void comma() {
    int length = text.length();
    if (length > 0) {
      char last = text.charAt(length - 1);
      if (last != '{' && last != '[' && last != ':') {
        text.append(',');
      }
    }
  }

  private void appendDay(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    int year = date.getYear();
    two(year / 100);
    two(year % 100);
    text.append('-');
    two(date.getMonthValue());
    text.append('-');
    two(date.getDayOfMonth());
  }

  private void two(int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c < ' ') {
        text.append("\\u00").append(Character.forDigit(c >> 4, 16));
        text.append(Character.forDigit(c & 15, 16));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
