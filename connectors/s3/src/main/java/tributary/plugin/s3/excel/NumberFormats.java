package tributary.plugin.s3.excel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/** How cells show their numbers: by that alone a number is a date or a time. */
final class NumberFormats {
  /** What a number stands for. */
  enum Meaning {
    NUMBER,
    DATE,
    TIME,
    DATE_TIME
  }

  private final List<Meaning> ofStyle = new ArrayList<>();

  static NumberFormats none() {
    return new NumberFormats();
  }

  static NumberFormats read(String fileName, String part, InputStream in) throws IOException {
    NumberFormats formats = new NumberFormats();
    Map<Integer, String> codes = new HashMap<>();
    try (SheetXml xml = new SheetXml(fileName, part, in)) {
      boolean inCells = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamReader.START_ELEMENT) {
          if (xml.isAt("numFmt")) {
            codes.put(xml.whole("numFmtId", 0), String.valueOf(xml.attribute("formatCode")));
          } else if (xml.isAt("cellXfs")) {
            inCells = true;
          } else if (inCells && xml.isAt("xf")) {
            formats.ofStyle.add(meaning(xml.whole("numFmtId", 0), codes));
          }
        } else if (event == XMLStreamReader.END_ELEMENT && xml.isAt("cellXfs")) {
          inCells = false;
        }
      }
    }
    return formats;
  }

  /** Returns what a number of this style stands for. */
  Meaning of(int style) {
    return style >= 0 && style < ofStyle.size() ? ofStyle.get(style) : Meaning.NUMBER;
  }

  /** Formats up to 163 are Excel's own; some have a meaning without a code. */
  private static Meaning meaning(int id, Map<Integer, String> codes) {
    String code = codes.get(id);
    if (code != null) {
      return meaning(code);
    }
    if (id >= 14 && id <= 17 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54) {
      return Meaning.DATE;
    }
    if (id >= 57 && id <= 58) {
      return Meaning.DATE;
    }
    if (id >= 18 && id <= 21 || id >= 32 && id <= 35 || id == 45 || id == 47) {
      return Meaning.TIME;
    }
    return id == 22 ? Meaning.DATE_TIME : Meaning.NUMBER;
  }

  /** Returns what a format's code means: its first section counts, without its texts. */
  static Meaning meaning(String code) {
    boolean date = false;
    boolean time = false;
    boolean monthOrMinute = false;
    String lower = code.toLowerCase(Locale.ROOT);
    if (lower.equals("general")) {
      return Meaning.NUMBER;
    }
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      switch (c) {
        case '"' -> i = endOf(lower, '"', i + 1);
        case '\\', '_', '*' -> i++;
        case '[' -> {
          int end = endOf(lower, ']', i + 1);
          String inside = lower.substring(i + 1, Math.min(end, lower.length()));
          if (!inside.isEmpty() && inside.chars().allMatch(x -> "hms".indexOf(x) >= 0)) {
            return Meaning.NUMBER;
          }
          i = end;
        }
        case 'y', 'd' -> date = true;
        case 'h', 's' -> time = true;
        case 'm' -> monthOrMinute = true;
        case ';' -> i = lower.length();
        default -> {}
      }
    }
    date |= monthOrMinute && !time;
    if (date && time) {
      return Meaning.DATE_TIME;
    }
    return date ? Meaning.DATE : time ? Meaning.TIME : Meaning.NUMBER;
  }

  private static int endOf(String code, char end, int from) {
    int at = code.indexOf(end, from);
    return at < 0 ? code.length() : at;
  }
}
