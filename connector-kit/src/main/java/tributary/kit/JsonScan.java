package tributary.kit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON (RFC 8259, UTF-8) over bytes, from {@link #at} on. It holds to the letter of it: what
 * is passed over is looked at as closely as what is taken.
 *
 * <p>Behind the last byte stand noughts, which are no part of any JSON: so nothing is asked for its
 * end, and whatever is wrong there may only be {@link Incomplete}.
 */
final class JsonScan {
  /** Noughts behind the last byte: what is looked at in one step. */
  static final int SLACK = Long.BYTES;

  private static final int MOST_DEPTH = 200;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x80 * EACH;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long SPACES = ' ' * EACH;

  byte[] bytes = new byte[SLACK];

  /** Where the next byte stands. */
  int at;

  /** Behind the last byte. */
  int end;

  private boolean escaped;
  private int depth;

  /** The bytes end before the JSON does. */
  static final class Incomplete extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Incomplete ONLY = new Incomplete();

    /** It is a signal, not a fault: nobody asks where it came from. */
    private Incomplete() {
      super(null, null, false, false);
    }
  }

  /** The bytes are not JSON. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Wrong() {
      super(null, null, false, false);
    }
  }

  /** Begins again, outside of all brackets. */
  void restart(int from) {
    at = from;
    depth = 0;
  }

  private RuntimeException wrong(int place) {
    return place >= end ? Incomplete.ONLY : new Wrong();
  }

  /** Passes space, and returns the byte behind it, which stays. */
  byte next() {
    byte next = bytes[at];
    while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
      next = bytes[++at];
    }
    return next;
  }

  /** Passes this byte, which must be the next one after space. */
  void pass(char wanted) {
    if (next() != wanted) {
      throw wrong(at);
    }
    at++;
  }

  /** Passes these very bytes; or stays, when others stand there. */
  boolean passes(byte[] wanted) {
    int to = at + wanted.length;
    boolean same = to <= end && Arrays.equals(bytes, at, to, wanted, 0, wanted.length);
    if (same) {
      at = to;
    }
    return same;
  }

  /** Enters an object or a list; returns whether something stands in it. */
  boolean enters(char opening, char closing) {
    pass(opening);
    if (++depth > MOST_DEPTH) {
      throw new Wrong();
    }
    if (next() != closing) {
      return true;
    }
    leave();
    return false;
  }

  /** Passes the comma behind a member, or the end of what it is in; returns whether more comes. */
  boolean goesOn(char closing) {
    byte next = next();
    if (next == ',') {
      at++;
      next();
      return true;
    }
    if (next != closing) {
      throw wrong(at);
    }
    leave();
    return false;
  }

  private void leave() {
    at++;
    depth--;
  }

  /** Passes a value of any kind. */
  void value() {
    switch (next()) {
      case '"' -> string();
      case '{' -> object();
      case '[' -> list();
      default -> bare();
    }
  }

  private void object() {
    for (boolean more = enters('{', '}'); more; more = goesOn('}')) {
      string();
      pass(':');
      value();
    }
  }

  private void list() {
    for (boolean more = enters('[', ']'); more; more = goesOn(']')) {
      value();
    }
  }

  /** Passes a number, {@code true}, {@code false} or {@code null}; returns its first byte. */
  byte bare() {
    byte first = bytes[at];
    switch (first) {
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
    return first;
  }

  private void word(String word) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (bytes[at] != word.charAt(i)) {
        throw wrong(at);
      }
    }
  }

  private void number() {
    int place = bytes[at] == '-' ? at + 1 : at;
    place = bytes[place] == '0' ? place + 1 : digits(place);
    if (bytes[place] == '.') {
      place = digits(place + 1);
    }
    if (bytes[place] == 'e' || bytes[place] == 'E') {
      boolean signed = bytes[place + 1] == '-' || bytes[place + 1] == '+';
      place = digits(place + (signed ? 2 : 1));
    }
    if (place == end) {
      // its next digit may not be here yet
      throw Incomplete.ONLY;
    }
    at = place;
  }

  /** Returns the place behind one digit or more. */
  private int digits(int from) {
    int place = from;
    while (bytes[place] >= '0' && bytes[place] <= '9') {
      place++;
    }
    if (place == from) {
      throw wrong(place);
    }
    return place;
  }

  /** Passes a string. */
  void string() {
    if (bytes[at] != '"') {
      throw wrong(at);
    }
    escaped = false;
    int place = at + 1;
    while (bytes[place = plain(place)] != '"') {
      place = bytes[place] == '\\' ? escape(place) : beyondAscii(place);
    }
    at = place + 1;
  }

  /** Returns whether something is escaped in the string that was passed last. */
  boolean escaped() {
    return escaped;
  }

  /** Returns the first place that is no plain character within a string, eight at a step. */
  private int plain(int from) {
    for (int place = from; ; place += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, place);
      long quote = eight ^ QUOTES;
      long backslash = eight ^ BACKSLASHES;
      long found =
          ((quote - EACH & ~quote)
                  | (backslash - EACH & ~backslash)
                  | (eight - SPACES & ~eight)
                  | eight)
              & HIGH;
      if (found != 0) {
        return place + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
  }

  private int escape(int backslash) {
    escaped = true;
    int place = backslash + 1;
    switch (bytes[place]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> place++;
      case 'u' -> {
        for (int i = 1; i <= 4; i++) {
          if (Character.digit(bytes[place + i], 16) < 0) {
            throw wrong(place + i);
          }
        }
        place += 5;
      }
      default -> throw wrong(place);
    }
    return place;
  }

  /** Returns the place behind a character of more than one byte. */
  private int beyondAscii(int from) {
    int first = bytes[from] & 0xff;
    int second = bytes[from + 1] & 0xff;
    int more;
    boolean sound;
    if (first >= 0xc2 && first < 0xe0) {
      more = 1;
      sound = true;
    } else if (first >= 0xe0 && first < 0xf0) {
      more = 2;
      // neither longer than need be, nor half of a pair
      sound = first == 0xe0 ? second >= 0xa0 : first != 0xed || second < 0xa0;
    } else if (first >= 0xf0 && first < 0xf5) {
      more = 3;
      sound = first == 0xf0 ? second >= 0x90 : first != 0xf4 || second < 0x90;
    } else {
      // a control character ends up here too
      throw wrong(from);
    }
    if (!sound) {
      throw wrong(from + 1);
    }
    for (int place = from + 1; place <= from + more; place++) {
      if ((bytes[place] & 0xc0) != 0x80) {
        throw wrong(place);
      }
    }
    return from + more + 1;
  }

  /** Returns what a string between these places says. */
  static String text(byte[] bytes, int from, int to, boolean escaped) {
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (!escaped) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    int begun = 0;
    for (int at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', begun)) {
      out.append(raw, begun, at);
      char kind = raw.charAt(at + 1);
      out.append(kind == 'u' ? (char) Integer.parseInt(raw, at + 2, at + 6, 16) : meant(kind));
      begun = at + (kind == 'u' ? 6 : 2);
    }
    return out.append(raw, begun, raw.length()).toString();
  }

  private static char meant(char kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }
}
