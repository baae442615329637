package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A buffer that slides over a stream and always holds the present record in one piece. It grows
 * with a record up to a limit and shrinks behind it, so that memory is bounded whatever the stream
 * holds.
 */
final class ByteWindow {
  private final InputStream in;
  private final int initialBytes;
  private final int limitBytes;

  /** The bytes; a scanner reads them in place. Replaced by {@link #more()}. */
  byte[] bytes;

  /** Where the present record begins. */
  int start;

  /** The end of what is read. */
  int end;

  private long streamOffset;

  /**
   * @param in the stream
   * @param streamOffset where in the file the stream begins
   * @param initialBytes the buffer's first size
   * @param limitBytes the longest record
   */
  ByteWindow(InputStream in, long streamOffset, int initialBytes, int limitBytes) {
    this.in = in;
    this.streamOffset = streamOffset;
    this.initialBytes = initialBytes;
    this.bytes = new byte[initialBytes];
    this.limitBytes = limitBytes;
  }

  /** What {@link #more()} came to. */
  enum More {
    READ,
    END,
    TOO_LONG
  }

  /**
   * Reads on. The record moves to the front of {@link #bytes}: positions in it shift by the former
   * {@link #start}.
   */
  More more() throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("reading was cancelled");
    }
    if (start > 0) {
      byte[] kept = bytes;
      if (bytes.length > initialBytes && end - start <= initialBytes / 2) {
        bytes = new byte[initialBytes];
      }
      System.arraycopy(kept, start, bytes, 0, end - start);
      streamOffset += start;
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      if (end >= limitBytes) {
        return More.TOO_LONG;
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(limitBytes, bytes.length * 2L));
    }
    int read = in.read(bytes, end, bytes.length - end);
    if (read < 0) {
      return More.END;
    }
    end += read;
    return More.READ;
  }

  /** Returns where a place of {@link #bytes} is in the file. */
  long offsetOf(int index) {
    return streamOffset + index;
  }

  /** Returns the length of the longest record, for a person. */
  String limit() {
    int mebi = 1024 * 1024;
    return limitBytes % mebi == 0 ? limitBytes / mebi + " MB" : limitBytes + " bytes";
  }

  /** Goes to a later place of the file; returns whether the file reaches that far. */
  boolean skipTo(long offset) throws IOException, InterruptedException {
    while (offsetOf(end) < offset) {
      start = end;
      if (more() == More.END) {
        return false;
      }
    }
    start = (int) (offset - streamOffset);
    return true;
  }
}
