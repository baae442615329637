package tributary.plugin.s3.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.spi.ConnectorException;

/**
 * The directory of a ZIP archive, read from the archive's end. An archive is entered by its
 * directory, never from its start: only the directory knows sizes, passwords and what was deleted.
 */
public final class ZipArchive {
  private static final int END_MARK = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int LOCATOR_MARK = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int BIG_END_MARK = 0x06064b50;
  private static final int BIG_END_BYTES = 56;
  private static final int ENTRY_MARK = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_MARK = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int BIG_EXTRA = 1;
  private static final long IN_EXTRA_32 = 0xffffffffL;
  private static final int ENCRYPTED_FLAG = 1;
  private static final int UTF8_FLAG = 1 << 11;
  private static final int MOST_DIRECTORY_BYTES = 16 * 1024 * 1024;
  private static final Charset OLD_NAMES = Charset.forName("IBM437");

  private final StoredFile file;
  private final List<ZipEntryPlace> entries;

  private ZipArchive(StoredFile file, List<ZipEntryPlace> entries) {
    this.file = file;
    this.entries = List.copyOf(entries);
  }

  /** Reads the directory of an archive. */
  public static ZipArchive of(StoredFile file) throws IOException, InterruptedException {
    long tailFrom = Math.max(0, file.size() - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES);
    ByteBuffer tail = bytes(file, tailFrom, file.size());
    int end = tail.limit() - END_BYTES;
    while (end >= 0 && tail.getInt(end) != END_MARK) {
      end--;
    }
    if (end < 0) {
      throw truncated(file);
    }
    long size = Integer.toUnsignedLong(tail.getInt(end + 12));
    long from = Integer.toUnsignedLong(tail.getInt(end + 16));
    boolean big = from == IN_EXTRA_32 || size == IN_EXTRA_32;
    if (big && end >= LOCATOR_BYTES && tail.getInt(end - LOCATOR_BYTES) == LOCATOR_MARK) {
      long bigEnd = tail.getLong(end - LOCATOR_BYTES + 8);
      ByteBuffer record = bytes(file, bigEnd, bigEnd + BIG_END_BYTES);
      if (record.getInt(0) != BIG_END_MARK) {
        throw damaged(file);
      }
      size = record.getLong(40);
      from = record.getLong(48);
    }
    if (size < 0 || size > MOST_DIRECTORY_BYTES) {
      throw damaged(file);
    }
    return new ZipArchive(file, directory(file, bytes(file, from, from + size)));
  }

  private static List<ZipEntryPlace> directory(StoredFile file, ByteBuffer directory) {
    List<ZipEntryPlace> entries = new ArrayList<>();
    int at = 0;
    while (at + ENTRY_BYTES <= directory.limit() && directory.getInt(at) == ENTRY_MARK) {
      int nameBytes = Short.toUnsignedInt(directory.getShort(at + 28));
      int extraBytes = Short.toUnsignedInt(directory.getShort(at + 30));
      int next =
          at
              + ENTRY_BYTES
              + nameBytes
              + extraBytes
              + Short.toUnsignedInt(directory.getShort(at + 32));
      if (next > directory.limit()) {
        throw damaged(file);
      }
      entries.add(entry(directory, at, nameBytes, extraBytes));
      at = next;
    }
    return entries;
  }

  private static ZipEntryPlace entry(ByteBuffer directory, int at, int nameBytes, int extraBytes) {
    int flags = Short.toUnsignedInt(directory.getShort(at + 8));
    byte[] name = new byte[nameBytes];
    directory.get(at + ENTRY_BYTES, name);
    ByteBuffer big = bigExtra(directory, at + ENTRY_BYTES + nameBytes, extraBytes);
    long size = sizeOf(directory, at + 24, big);
    long packed = sizeOf(directory, at + 20, big);
    long headerAt = sizeOf(directory, at + 42, big);
    return new ZipEntryPlace(
        new String(name, (flags & UTF8_FLAG) != 0 ? StandardCharsets.UTF_8 : OLD_NAMES),
        (flags & ENCRYPTED_FLAG) != 0,
        Short.toUnsignedInt(directory.getShort(at + 10)),
        Integer.toUnsignedLong(directory.getInt(at + 16)),
        packed,
        size,
        headerAt);
  }

  /** The extra field that holds, in this order, those sizes that do not fit 32 bits. */
  private static ByteBuffer bigExtra(ByteBuffer directory, int from, int length) {
    int at = from;
    while (at + 4 <= from + length) {
      int bytes = Short.toUnsignedInt(directory.getShort(at + 2));
      if (directory.getShort(at) == BIG_EXTRA && at + 4 + bytes <= from + length) {
        return directory.slice(at + 4, bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      at += 4 + bytes;
    }
    return ByteBuffer.allocate(0);
  }

  private static long sizeOf(ByteBuffer directory, int at, ByteBuffer big) {
    long size = Integer.toUnsignedLong(directory.getInt(at));
    return size == IN_EXTRA_32 && big.remaining() >= Long.BYTES ? big.getLong() : size;
  }

  /** Returns the files, in the directory's order. */
  public List<ZipEntryPlace> entries() {
    return entries;
  }

  /** Returns the file with this path. */
  public Optional<ZipEntryPlace> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * Opens the packed bytes of a file.
   *
   * @throws ConnectorException when it is protected by a password or packed in a way that is not
   *     understood
   */
  MeteredInput packed(ZipEntryPlace entry) throws IOException, InterruptedException {
    if (entry.encrypted()) {
      throw new ConnectorException(
          FileProblem.ENCRYPTED,
          file.name()
              + " is protected by a password. Upload it without one; the bucket itself can be"
              + " encrypted instead.",
          null);
    }
    if (!entry.understood()) {
      throw new ConnectorException(
          FileProblem.UNSUPPORTED_CODEC,
          file.name()
              + " is packed by ZIP method "
              + entry.method()
              + ", which cannot be read. Zip it again with the usual method (deflate).",
          null);
    }
    ByteBuffer local = bytes(file, entry.headerAt(), entry.headerAt() + LOCAL_BYTES);
    if (local.getInt(0) != LOCAL_MARK) {
      throw damaged(file);
    }
    long from =
        entry.headerAt()
            + LOCAL_BYTES
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    long to = from + entry.packedSize();
    if (entry.packedSize() < 0 || entry.size() < 0 || to < from || to > file.size()) {
      throw truncated(file);
    }
    return new MeteredInput(file.open(from, to), entry.packedSize());
  }

  /** Opens a file, unpacked. */
  public UnpackingInput open(ZipEntryPlace entry) throws IOException, InterruptedException {
    MeteredInput raw = packed(entry);
    return UnpackingInput.of(entry, raw, file.name(), raw);
  }

  private static ByteBuffer bytes(StoredFile file, long from, long to)
      throws IOException, InterruptedException {
    if (from < 0 || to < from || to > file.size()) {
      throw damaged(file);
    }
    byte[] bytes = new byte[(int) (to - from)];
    try (InputStream in = file.open(from, to)) {
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw new EOFException(file.name() + " ended early");
      }
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ConnectorException truncated(StoredFile file) {
    return new ConnectorException(
        FileProblem.TRUNCATED,
        file.name()
            + " is no whole ZIP archive: its directory, which stands at the end, is missing."
            + " Upload the whole file again.",
        null);
  }

  private static ConnectorException damaged(StoredFile file) {
    return new ConnectorException(
        FileProblem.DAMAGED,
        file.name()
            + " is a damaged ZIP archive: its directory does not add up. Zip and upload it again.",
        null);
  }
}
