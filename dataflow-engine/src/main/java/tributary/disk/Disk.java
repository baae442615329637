package tributary.disk;

import java.util.OptionalLong;

/** The room for data. */
public interface Disk {
  /** Returns how much there is, as of a few seconds ago. */
  DiskState state();

  /** Returns how many bytes the database uses, as of a minute ago at most. */
  OptionalLong databaseBytes();
}
