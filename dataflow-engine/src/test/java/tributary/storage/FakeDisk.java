package tributary.storage;

import java.util.OptionalLong;
import tributary.disk.Disk;
import tributary.disk.DiskState;

/** A disk with as much room as a test wants. */
public final class FakeDisk implements Disk {
  private static final long WATERMARK = 2_000_000_000;

  public volatile long free = 5_000_000_000L;

  @Override
  public DiskState state() {
    return new DiskState(OptionalLong.of(free), WATERMARK);
  }

  @Override
  public OptionalLong databaseBytes() {
    return OptionalLong.of(1);
  }
}
