package tributary.plugin.s3.parquet;

import tributary.plugin.s3.file.FileProblem;
import tributary.spi.ConnectorException;

/** What the unpacked pages of one reader may take, over all its columns. Used by one thread. */
final class PageMemory {
  /** A writer makes pages of about 1 MB, a dictionary somewhat larger: this is far beyond both. */
  static final int LONGEST_PAGE = 32 * 1024 * 1024;

  private static final long MOST = 96L * 1024 * 1024;

  private long taken;

  void take(String fileName, int bytes) {
    taken += bytes;
    if (taken > MOST) {
      throw new ConnectorException(
          FileProblem.TOO_LONG,
          fileName
              + " has pages that together take more than "
              + MOST / (1024 * 1024)
              + " MB at a time. Write the file with smaller pages or row groups.",
          null);
    }
  }

  void giveBack(int bytes) {
    taken -= bytes;
  }
}
