package tributary.plugin.s3.file;

import tributary.spi.BatchBuilder;

/** A file of a folder that has no row. */
final class NoRows implements RowReader {
  @Override
  public boolean next(BatchBuilder out) {
    return false;
  }

  @Override
  public FilePosition position() {
    return new FilePosition(0, 1);
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public void close() {}
}
