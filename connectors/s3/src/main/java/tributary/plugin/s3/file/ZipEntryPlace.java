package tributary.plugin.s3.file;

/**
 * A file in a ZIP archive.
 *
 * @param name its path in the archive
 * @param encrypted whether a password protects it
 * @param method how it is packed: {@link #STORED}, {@link #DEFLATED} or another
 * @param crc its checksum
 * @param packedSize its size in the archive
 * @param size its size when unpacked
 * @param headerAt where its local header begins
 */
public record ZipEntryPlace(
    String name,
    boolean encrypted,
    int method,
    long crc,
    long packedSize,
    long size,
    long headerAt) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  boolean stored() {
    return method == STORED;
  }

  /** Returns whether this product can unpack it. */
  boolean understood() {
    return method == STORED || method == DEFLATED;
  }

  /** Returns whether it is a file of the archive's maker, not of the archiver's. */
  boolean isContent() {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return !last.isEmpty() && !last.startsWith(".") && !name.startsWith("__MACOSX/");
  }
}
