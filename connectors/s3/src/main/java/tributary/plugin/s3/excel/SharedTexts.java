package tributary.plugin.s3.excel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import tributary.plugin.s3.file.FileProblem;
import tributary.spi.ConnectorException;

/** The texts that cells name by number, one behind another in one array. */
final class SharedTexts {
  private static final int MOST_BYTES = 48 * 1024 * 1024;
  private static final int MOST_CHARACTERS = 1024 * 1024;

  /** A character that XML cannot hold stands as its number. */
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private byte[] bytes = new byte[64 * 1024];
  private int[] ends = new int[1024];
  private int count;

  static SharedTexts none() {
    return new SharedTexts();
  }

  static SharedTexts read(String fileName, String part, InputStream in) throws IOException {
    SharedTexts texts = new SharedTexts();
    try (SheetXml xml = new SheetXml(fileName, part, in)) {
      StringBuilder text = new StringBuilder();
      while (xml.toElement("si")) {
        text.setLength(0);
        richText(xml, "si", text, MOST_CHARACTERS);
        texts.add(fileName, unescaped(text));
      }
    }
    return texts;
  }

  /**
   * Gathers the text up to the end of an element: plain, or in runs; not how it is pronounced.
   *
   * @return whether all of it fits
   */
  static boolean richText(SheetXml xml, String until, StringBuilder text, int most)
      throws IOException {
    boolean inText = false;
    boolean fits = true;
    int pronounced = 0;
    while (true) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> {
          pronounced += xml.isAt("rPh") ? 1 : 0;
          inText = xml.isAt("t") && pronounced == 0;
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
          if (inText) {
            fits &= xml.characters(text, most);
          }
        }
        case XMLStreamReader.END_ELEMENT -> {
          inText = false;
          pronounced -= xml.isAt("rPh") ? 1 : 0;
          if (xml.isAt(until)) {
            return fits;
          }
        }
        case XMLStreamReader.END_DOCUMENT -> throw xml.damaged(null);
        default -> {}
      }
    }
  }

  /** Returns the text with characters in place of their numbers. */
  static String unescaped(CharSequence text) {
    Matcher matcher = ESCAPED.matcher(text);
    if (!matcher.find()) {
      return text.toString();
    }
    String plain =
        matcher.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    return new String(plain.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private void add(String fileName, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int from = count == 0 ? 0 : ends[count - 1];
    if (from + utf8.length > MOST_BYTES) {
      throw new ConnectorException(
          FileProblem.TOO_LONG,
          fileName
              + " has more than "
              + MOST_BYTES / (1024 * 1024)
              + " MB of different texts, more than is read of a workbook. Save the sheet as CSV and"
              + " upload that.",
          null);
    }
    if (from + utf8.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(from + utf8.length, bytes.length * 2));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    System.arraycopy(utf8, 0, bytes, from, utf8.length);
    ends[count++] = from + utf8.length;
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  int from(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int to(int index) {
    return ends[index];
  }
}
