package tributary.sandbox;

/** Writes delimited text, quoting only what needs it. */
final class CsvText {
  private final StringBuilder text = new StringBuilder(1 << 16);
  private final char delimiter;
  private final String lineEnd;

  CsvText(char delimiter, String lineEnd) {
    this.delimiter = delimiter;
    this.lineEnd = lineEnd;
  }

  static CsvText commas(String... header) {
    return new CsvText(',', "\n").row((Object[]) header);
  }

  CsvText row(Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        text.append(delimiter);
      }
      append(values[i] == null ? "" : values[i].toString());
    }
    text.append(lineEnd);
    return this;
  }

  /** A line as it is, right or wrong. */
  CsvText line(String line) {
    text.append(line).append(lineEnd);
    return this;
  }

  private void append(String value) {
    boolean plain = true;
    for (int i = 0; i < value.length() && plain; i++) {
      char c = value.charAt(i);
      plain = c != delimiter && c != '"' && c != '\n' && c != '\r';
    }
    if (plain) {
      text.append(value);
    } else {
      text.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
