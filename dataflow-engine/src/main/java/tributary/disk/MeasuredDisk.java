package tributary.disk;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import tributary.landing.LandingPool;

/**
 * Asks the file system and the database, and remembers the answer for a few seconds. What cannot be
 * found out holds nothing back. Thread-safe. No proxy stands before it: whoever needs it at the
 * start meets a wrong setting there.
 */
@Singleton
class MeasuredDisk implements Disk {
  private static final System.Logger LOG = System.getLogger(MeasuredDisk.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** The database looks at each of its files to tell its size. */
  private static final Duration DATABASE_FRESH = Duration.ofMinutes(1);

  private final DiskSettings settings;
  private final DataSource pool;
  private final FreeSpace space;
  private final LongSupplier nanos;
  private DiskState measured;
  private long measuredAt;
  private OptionalLong database;
  private long databaseAt;

  @Inject
  MeasuredDisk(Config config, @LandingPool DataSource pool) {
    this(
        DiskSettings.read(key -> config.getOptionalValue(key, String.class)),
        pool,
        directory -> Files.getFileStore(directory).getUsableSpace(),
        System::nanoTime);
  }

  MeasuredDisk(DiskSettings settings, DataSource pool, FreeSpace space, LongSupplier nanos) {
    this.settings = settings;
    this.pool = pool;
    this.space = space;
    this.nanos = nanos;
  }

  /** Tells how many bytes the file system of a directory can still take. */
  interface FreeSpace {
    long bytes(Path directory) throws IOException;
  }

  @Override
  public synchronized DiskState state() {
    long now = nanos.getAsLong();
    if (measured == null || now - measuredAt >= FRESH.toNanos()) {
      measured =
          new DiskState(
              LongStream.concat(onDisk().stream(), underLimit().stream()).min(),
              settings.watermark());
      measuredAt = now;
    }
    return measured;
  }

  private OptionalLong onDisk() {
    if (settings.path().isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(space.bytes(settings.path().get()));
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The free space of {0} cannot be told: {1}",
          settings.path().get(),
          e.getMessage());
      return OptionalLong.empty();
    }
  }

  private OptionalLong underLimit() {
    OptionalLong used = settings.limit().isPresent() ? databaseBytes() : OptionalLong.empty();
    return used.isPresent()
        ? OptionalLong.of(Math.max(0, settings.limit().getAsLong() - used.getAsLong()))
        : OptionalLong.empty();
  }

  @Override
  public synchronized OptionalLong databaseBytes() {
    long now = nanos.getAsLong();
    if (database == null || now - databaseAt >= DATABASE_FRESH.toNanos()) {
      database = askDatabase();
      databaseAt = now;
    }
    return database;
  }

  private OptionalLong askDatabase() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_database_size(current_database())")) {
      row.next();
      return OptionalLong.of(row.getLong(1));
    } catch (SQLException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The size of the database cannot be told, SQLSTATE {0}",
          e.getSQLState());
      return OptionalLong.empty();
    }
  }
}
