package tributary.plugin.dynamics.odata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Room for a page that is taken in before it is read, used for page after page. It is made of parts
 * that a collector moves about easily.
 */
final class PageRoom {
  private static final int PART_BYTES = 256 * 1024;

  /** A page of five thousand rows with forty columns and their labels has fifteen megabytes. */
  private static final int MOST_BYTES = 20 * 1024 * 1024;

  private final List<byte[]> parts = new ArrayList<>();
  private int length;

  /** Takes in what there is room for; returns whether that was all. */
  boolean fill(InputStream in) throws IOException {
    length = 0;
    while (length < MOST_BYTES) {
      int part = length / PART_BYTES;
      if (part == parts.size()) {
        parts.add(new byte[PART_BYTES]);
      }
      int taken = in.readNBytes(parts.get(part), 0, PART_BYTES);
      length += taken;
      if (taken < PART_BYTES) {
        return true;
      }
    }
    return false;
  }

  /** Returns what was taken in. */
  InputStream content() {
    List<InputStream> streams = new ArrayList<>();
    for (int from = 0; from < length; from += PART_BYTES) {
      streams.add(
          new ByteArrayInputStream(
              parts.get(from / PART_BYTES), 0, Math.min(PART_BYTES, length - from)));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  /** Returns the end of what was taken in, so many bytes at most. */
  byte[] end(int most) {
    byte[] end = new byte[Math.min(most, length)];
    for (int i = 0; i < end.length; i++) {
      int at = length - end.length + i;
      end[i] = parts.get(at / PART_BYTES)[at % PART_BYTES];
    }
    return end;
  }
}
