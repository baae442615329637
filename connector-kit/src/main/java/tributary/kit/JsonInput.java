package tributary.kit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Brings a stream before a {@link JsonScan}, as much of it as what is read there needs. */
final class JsonInput {
  private static final int FIRST_BYTES = 8 * 1024;

  /** A stream that unpacks tells of one byte, whatever it has. */
  private static final int LEAST_BYTES = 64;

  private static final int USUAL_BYTES = 256 * 1024;

  private final InputStream in;
  private final int most;
  private final JsonScan scan;
  private boolean ended;

  /**
   * @param most bytes that are held at once, at most
   */
  JsonInput(InputStream in, int most, JsonScan scan) {
    this.in = in;
    this.most = most;
    this.scan = scan;
  }

  /** What can be had of a thing that is longer than what is here. */
  enum More {
    SOME,
    NONE,
    /** It is longer than may be held. */
    TOO_LONG
  }

  /** Drops what was passed, and takes in more. */
  More more() throws IOException {
    int held = scan.end - scan.at;
    if (held >= most) {
      return More.TOO_LONG;
    }
    if (ended) {
      return More.NONE;
    }
    int room = roomFor(held);
    byte[] to =
        room + JsonScan.SLACK == scan.bytes.length ? scan.bytes : new byte[room + JsonScan.SLACK];
    System.arraycopy(scan.bytes, scan.at, to, 0, held);
    int taken = in.readNBytes(to, held, room - held);
    ended = taken < room - held;
    scan.bytes = to;
    scan.at = 0;
    scan.end = held + taken;
    Arrays.fill(to, scan.end, scan.end + JsonScan.SLACK, (byte) 0);
    return taken == 0 ? More.NONE : More.SOME;
  }

  /**
   * Little for a short answer; for a long one many records, as one that is cut off is read again.
   */
  private int roomFor(int held) throws IOException {
    int room = scan.bytes.length - JsonScan.SLACK;
    if (room == 0) {
      // what is in memory tells how much it is, and many answers are short
      int told = in.available();
      return told == 0 ? FIRST_BYTES : Math.min(FIRST_BYTES, Math.max(LEAST_BYTES, told + 1));
    }
    if (room < USUAL_BYTES) {
      room = Math.max(FIRST_BYTES, room * 2);
    }
    while (held > room / 2 && room < most) {
      room *= 2;
    }
    return Math.min(room, most);
  }
}
