package tributary.landing;

import java.util.Optional;

/**
 * Makes a well-formed JSON text one that {@code jsonb} holds, and says when it cannot be made so.
 */
final class JsonText {
  private static final int DEEPEST = 1_000;
  private static final int LONGEST_EXPONENT = 4;

  private JsonText() {}

  /** Returns why jsonb cannot hold this; empty when it can. */
  static Optional<String> problem(CharSequence json) {
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        if (++depth > DEEPEST) {
          return Optional.of("is nested more than " + DEEPEST + " levels deep");
        }
      } else if (c == '}' || c == ']') {
        depth--;
      } else if ((c == 'e' || c == 'E') && exponentDigits(json, i) > LONGEST_EXPONENT) {
        return Optional.of("has a number beyond what PostgreSQL holds");
      }
    }
    return Optional.empty();
  }

  /** Returns the text without U+0000 and with U+FFFD for escaped halves of surrogate pairs. */
  static CharSequence usable(CharSequence json) {
    int suspect = firstSuspect(json);
    if (suspect < 0) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length()).append(json, 0, suspect);
    int i = suspect;
    while (i < json.length()) {
      char c = json.charAt(i);
      if (c != '\\') {
        if (c != 0) {
          out.append(c);
        }
        i++;
      } else if (i + 1 < json.length() && json.charAt(i + 1) == 'u') {
        i += copyEscape(json, i, out);
      } else {
        out.append(json, i, Math.min(i + 2, json.length()));
        i += 2;
      }
    }
    return out;
  }

  /** Appends characters as a JSON string. */
  static void quote(CharSequence value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == 0) {
        out.append("\\\\u0000");
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static int firstSuspect(CharSequence json) {
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == 0) {
        return i;
      }
      if (c == '\\') {
        if (i + 1 < json.length() && json.charAt(i + 1) == 'u') {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /** Copies the escape at this place, mended; returns how many characters it took. */
  private static int copyEscape(CharSequence json, int at, StringBuilder out) {
    int unit = unit(json, at);
    if (unit < 0) {
      out.append(json, at, at + 2);
      return 2;
    }
    if (unit == 0) {
      return 6;
    }
    if (Character.isHighSurrogate((char) unit)) {
      int next = unit(json, at + 6);
      if (next >= 0 && Character.isLowSurrogate((char) next)) {
        out.append(json, at, at + 12);
        return 12;
      }
    }
    if (Character.isSurrogate((char) unit)) {
      out.append("\\ufffd");
    } else {
      out.append(json, at, at + 6);
    }
    return 6;
  }

  private static int unit(CharSequence json, int at) {
    if (at + 6 > json.length() || json.charAt(at) != '\\' || json.charAt(at + 1) != 'u') {
      return -1;
    }
    int value = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(json.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int exponentDigits(CharSequence json, int at) {
    int i = at + 1;
    if (i < json.length() && (json.charAt(i) == '+' || json.charAt(i) == '-')) {
      i++;
    }
    int digits = 0;
    while (i < json.length() && Character.isDigit(json.charAt(i))) {
      digits++;
      i++;
    }
    return digits;
  }
}
