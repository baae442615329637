package tributary.plugin.s3.file;

/**
 * How much of a file is looked at. A file that is not longer than {@code whole} is read to its end.
 *
 * @param whole the longest file that is read to its end
 * @param start bytes at the start of a longer one
 * @param middle bytes in its middle
 * @param end bytes at its end
 */
record SampleSize(long whole, long start, long middle, long end) {
  private static final long KIB = 1024;

  /** For the one file of a table, or the first of several. */
  static final SampleSize GENEROUS = new SampleSize(4096 * KIB, 2048 * KIB, 512 * KIB, 512 * KIB);

  /** For further files of a folder. */
  static final SampleSize SMALL = new SampleSize(512 * KIB, 256 * KIB, 64 * KIB, 64 * KIB);

  /** For still further ones, whose columns matter more than their values. */
  static final SampleSize HEAD = new SampleSize(64 * KIB, 64 * KIB, 0, 0);

  private static final int SMALL_FILES = 4;

  /** Returns how much to look at of a table's file with this number, from 0. */
  static SampleSize ofFile(int number) {
    return number == 0 ? GENEROUS : number < SMALL_FILES ? SMALL : HEAD;
  }

  /**
   * Returns how much text at the start to look at. Of a file that cannot be entered in its middle,
   * because it is compressed or not UTF-8, the start alone is seen, but more of it.
   */
  long startOf(StoredFile file, OpenFile open) {
    if (!open.seekable()) {
      return 2 * whole;
    }
    return file.size() <= whole ? Long.MAX_VALUE : start;
  }
}
