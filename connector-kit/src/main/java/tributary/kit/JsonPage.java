package tributary.kit;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a page of JSON records from a stream, record by record: a page of any length needs the
 * memory of its longest record.
 */
public final class JsonPage {
  /** Longer records are not taken. */
  private static final int MOST_RECORD_BYTES = 16 * 1024 * 1024;

  /** Characters that are kept of what stands beside the records: links may be long. */
  private static final int MOST_AROUND = 1024 * 1024;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final JsonScan scan = new JsonScan();
  private final JsonInput input;
  private final String list;
  private final RecordShape shape;
  private final SeenFields fields;
  private final JsonRecord record;
  private final Map<String, String> around = new HashMap<>();
  private int aroundLength;
  private Place place = Place.START;
  private boolean isRoot;
  private boolean inEnvelope;
  private boolean found;
  private long records;

  /** Takes the records. */
  public interface Taker {
    /** Takes a record, which is valid during the call. */
    void take(JsonRecord record);

    /** Is told of a record that is too long to be taken, by its number on the page from 1. */
    void tooLong(long number);
  }

  private enum Place {
    START,
    BEFORE_RECORD,
    BEHIND_RECORD,
    /** Behind a record that is the root itself. */
    BEHIND_ROOT,
    END
  }

  /** A piece that is read cannot throw what a stream throws. */
  private static final class TooMuchBeside extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Something that is read in one go, and again from its beginning when there was too little. */
  private interface Piece<T> {
    T read();
  }

  /**
   * Begins a page.
   *
   * @param list the name of the root's field that holds the list of records; empty: the root is a
   *     record itself, or a list of records
   */
  public JsonPage(InputStream in, String list, RecordShape shape) {
    this.input = new JsonInput(in, MOST_RECORD_BYTES, scan);
    this.list = list;
    this.shape = shape;
    this.fields = new SeenFields(shape.root());
    this.record = new JsonRecord(shape.size());
  }

  /**
   * Reads a page from its beginning to its end.
   *
   * @return as {@link #around} says
   */
  public static Map<String, String> read(
      InputStream in, String list, RecordShape shape, Taker taker) throws IOException {
    JsonPage page = new JsonPage(in, list, shape);
    boolean more = true;
    while (more) {
      more = page.next(taker);
    }
    return page.around();
  }

  /**
   * Hands over the next record.
   *
   * @return false when there is none, and the document has come to its end
   * @throws JsonBroken when the document is not JSON, or not of that form
   * @throws IOException as the stream throws it
   */
  public boolean next(Taker taker) throws IOException {
    try {
      advance();
      if (place == Place.BEFORE_RECORD) {
        one(taker);
      }
      return place != Place.END;
    } catch (JsonScan.Wrong e) {
      throw new JsonBroken(JsonBroken.Reason.OTHER_FORM, records);
    } catch (TooMuchBeside e) {
      throw new JsonBroken(JsonBroken.Reason.TOO_MUCH_BESIDE, records);
    }
  }

  /** Returns how many records were handed over, those too long among them. */
  public long records() {
    return records;
  }

  /**
   * Returns what stands around the list and is not null, by path: {@code paging.hasMore} to {@code
   * true}. It is known at the end of the page. More than a million characters are refused.
   */
  public Map<String, String> around() {
    return around;
  }

  /** Goes to the next record, or to the end. */
  private void advance() throws IOException {
    switch (place) {
      case START -> begin();
      case BEHIND_RECORD -> {
        if (goesOn(']')) {
          place = Place.BEFORE_RECORD;
        } else {
          behindList();
        }
      }
      case BEHIND_ROOT -> finish();
      case BEFORE_RECORD, END -> throw new IllegalStateException("The page was read");
    }
  }

  private void begin() throws IOException {
    byte first = first();
    if (first == '[') {
      enterList();
    } else if (first != '{') {
      throw new JsonBroken(JsonBroken.Reason.OTHER_FORM, 0);
    } else if (list.isEmpty()) {
      isRoot = true;
      place = Place.BEFORE_RECORD;
    } else {
      inEnvelope = true;
      members(enters('}'));
    }
  }

  /** A mark of the order of bytes may stand before all else. */
  private byte first() throws IOException {
    needed();
    scan.passes(BYTE_ORDER_MARK);
    return needed();
  }

  private void enterList() throws IOException {
    if (enters(']')) {
      place = Place.BEFORE_RECORD;
    } else {
      behindList();
    }
  }

  private void behindList() throws IOException {
    if (inEnvelope) {
      members(goesOn('}'));
    } else {
      finish();
    }
  }

  /** Reads the members of the root, up to the first record of the list or to the end. */
  private void members(boolean any) throws IOException {
    for (boolean more = any; more; more = goesOn('}')) {
      String name =
          entire(this::name)
              .orElseThrow(() -> new JsonBroken(JsonBroken.Reason.OTHER_FORM, records));
      byte value = needed();
      boolean isList = name.equals(list) && (value == '[' || value == 'n');
      if (isList && found) {
        throw new JsonBroken(JsonBroken.Reason.OTHER_FORM, records);
      }
      found |= isList;
      if (isList && value == '[') {
        enterList();
        return;
      }
      int before = aroundLength;
      if (entire(() -> around(name, before)).isEmpty()) {
        passOverBeside(value);
      }
    }
    if (!found) {
      throw new JsonBroken(JsonBroken.Reason.OTHER_FORM, 0);
    }
    finish();
  }

  private void finish() throws IOException {
    if (isMore()) {
      throw new JsonBroken(JsonBroken.Reason.OTHER_FORM, records);
    }
    place = Place.END;
  }

  private String name() {
    int from = scan.at;
    scan.string();
    String name = text(from);
    scan.pass(':');
    return name;
  }

  /** Lists are kept by nobody; of all else, only what is short enough is known whole. */
  private void passOverBeside(byte first) throws IOException {
    if (first != '[') {
      throw new JsonBroken(JsonBroken.Reason.TOO_MUCH_BESIDE, records);
    }
    passOver();
  }

  /**
   * Keeps what stands beside the list, lists apart.
   *
   * @param before how much was kept before
   */
  private StringBuilder around(String name, int before) {
    aroundLength = before;
    StringBuilder path = new StringBuilder(name);
    around(path);
    return path;
  }

  private void around(StringBuilder path) {
    int from = scan.at;
    switch (scan.next()) {
      case '{' -> {
        int length = path.length();
        for (boolean more = scan.enters('{', '}'); more; more = scan.goesOn('}')) {
          path.append('.').append(name());
          scan.next();
          around(path);
          path.setLength(length);
        }
      }
      case '[' -> scan.value();
      case '"' -> {
        scan.string();
        keep(path, text(from));
      }
      default -> {
        if (scan.bare() != 'n') {
          keep(path, JsonScan.text(scan.bytes, from, scan.at, false));
        }
      }
    }
  }

  private void keep(StringBuilder path, String value) {
    if (path.length() + value.length() > MOST_AROUND - aroundLength) {
      throw new TooMuchBeside();
    }
    aroundLength += path.length() + value.length();
    around.put(path.toString(), value);
  }

  /** Returns what the string says that was passed and began there. */
  private String text(int from) {
    return JsonScan.text(scan.bytes, from + 1, scan.at - 1, scan.escaped());
  }

  private void one(Taker taker) throws IOException {
    if (needed() != '{') {
      throw new JsonBroken(JsonBroken.Reason.OTHER_FORM, records);
    }
    records++;
    place = isRoot ? Place.BEHIND_ROOT : Place.BEHIND_RECORD;
    if (entire(this::record).isPresent()) {
      taker.take(record);
    } else {
      passOver();
      taker.tooLong(records);
    }
  }

  private JsonRecord record() {
    int from = scan.at;
    record.begin(scan.bytes);
    object(fields);
    if (shape.whole() >= 0) {
      record.put(shape.whole(), JsonRecord.Kind.JSON, from, scan.at);
    }
    return record;
  }

  private void object(SeenFields seen) {
    SeenFields.Field field = null;
    for (boolean more = scan.enters('{', '}'); more; more = scan.goesOn('}')) {
      field = seen.next(scan, field);
      if (field.isWanted()) {
        wanted(field);
      } else {
        scan.value();
      }
    }
  }

  private void wanted(SeenFields.Field field) {
    int from = scan.at;
    byte first = scan.bytes[from];
    if (first == '"') {
      scan.string();
      record.putString(field.slot(), from + 1, scan.at - 1, scan.escaped());
    } else if (first == '{' && field.leadsOn()) {
      object(field.inside());
      record.put(field.slot(), JsonRecord.Kind.JSON, from, scan.at);
    } else if (first == '{' || first == '[') {
      scan.value();
      record.put(field.slot(), JsonRecord.Kind.JSON, from, scan.at);
    } else {
      scan.bare();
      record.put(field.slot(), kind(first), from, scan.at);
    }
  }

  private static JsonRecord.Kind kind(byte first) {
    return switch (first) {
      case 't' -> JsonRecord.Kind.TRUE;
      case 'f' -> JsonRecord.Kind.FALSE;
      case 'n' -> JsonRecord.Kind.ABSENT;
      default -> JsonRecord.Kind.NUMBER;
    };
  }

  /** Enters the object or list that begins here; returns whether something stands in it. */
  private boolean enters(char closing) throws IOException {
    scan.at++;
    if (needed() != closing) {
      return true;
    }
    scan.at++;
    return false;
  }

  /** Passes what stands behind a member; returns whether another comes. */
  private boolean goesOn(char closing) throws IOException {
    byte next = needed();
    scan.at++;
    if (next != ',' && next != closing) {
      throw new JsonBroken(JsonBroken.Reason.OTHER_FORM, records);
    }
    if (next == ',') {
      needed();
    }
    return next == ',';
  }

  /** Reads something in one go; empty when it is too long, and still stands there then. */
  private <T> Optional<T> entire(Piece<T> piece) throws IOException {
    int from = scan.at;
    for (; ; ) {
      try {
        scan.restart(from);
        return Optional.of(piece.read());
      } catch (JsonScan.Incomplete e) {
        scan.restart(from);
        switch (input.more()) {
          case SOME -> from = scan.at;
          case NONE -> throw new JsonBroken(JsonBroken.Reason.CUT_OFF, records);
          case TOO_LONG -> {
            return Optional.empty();
          }
        }
      }
    }
  }

  /** Passes a value of any length. As nobody takes it, only brackets and quotes are looked at. */
  private void passOver() throws IOException {
    int depth = 0;
    boolean inString = false;
    do {
      byte next = scan.at < scan.end ? scan.bytes[scan.at] : needed();
      scan.at++;
      if (inString && next == '\\') {
        needed();
        scan.at++;
      } else if (next == '"') {
        inString = !inString;
      } else if (!inString && (next == '{' || next == '[')) {
        depth++;
      } else if (!inString && (next == '}' || next == ']')) {
        depth--;
      }
    } while (depth > 0 || inString);
  }

  /** Returns the byte that comes after space, which stays, and must be there. */
  private byte needed() throws IOException {
    if (!isMore()) {
      throw new JsonBroken(JsonBroken.Reason.CUT_OFF, records);
    }
    return scan.bytes[scan.at];
  }

  /** Passes space; returns whether anything follows. */
  private boolean isMore() throws IOException {
    do {
      scan.next();
    } while (scan.at == scan.end && input.more() == JsonInput.More.SOME);
    return scan.at < scan.end;
  }
}
