package tributary.kit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields that objects of one kind have had. Records nearly always name theirs in the same
 * order, so each field remembers which came behind it: then a name is one comparison of bytes.
 */
final class SeenFields {
  /** More names than any table has columns: then they are content, and not worth remembering. */
  private static final int MOST = 10_000;

  private final RecordShape.Node node;
  private final Map<String, Field> byName = new HashMap<>();
  private Field first;

  /** A field. */
  static final class Field {
    private final byte[] raw;
    private final RecordShape.Node node;
    private SeenFields inside;
    private Field next;

    private Field(byte[] raw, RecordShape.Node node) {
      this.raw = raw;
      this.node = node;
    }

    /** Returns whether the field, or something in it, is wanted. */
    boolean isWanted() {
      return node != null;
    }

    boolean leadsOn() {
      return node.leadsOn();
    }

    /** Returns where the field's value goes; -1: nowhere. */
    int slot() {
      return node.slot();
    }

    SeenFields inside() {
      if (inside == null) {
        inside = new SeenFields(node);
      }
      return inside;
    }
  }

  /**
   * @param node what is wanted of these objects
   */
  SeenFields(RecordShape.Node node) {
    this.node = node;
  }

  /**
   * Passes a name and the colon, up to the value.
   *
   * @param before the field before in this object; null: there is none
   */
  Field next(JsonScan scan, Field before) {
    Field guess = before == null ? first : before.next;
    if (guess != null && scan.passes(guess.raw)) {
      scan.next();
      return guess;
    }
    Field found = read(scan);
    if (byName.size() >= MOST) {
      return found;
    }
    if (before == null) {
      first = found;
    } else {
      before.next = found;
    }
    return found;
  }

  private Field read(JsonScan scan) {
    int from = scan.at;
    scan.string();
    String name = JsonScan.text(scan.bytes, from + 1, scan.at - 1, scan.escaped());
    scan.pass(':');
    scan.next();
    Field known = byName.get(name);
    if (known != null) {
      return known;
    }
    Field added = new Field(Arrays.copyOfRange(scan.bytes, from, scan.at), node.child(name));
    if (byName.size() < MOST) {
      byName.put(name, added);
    }
    return added;
  }
}
