package tributary.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.TestPostgres;

class MeasuredDiskTest {
  private static final long GIGABYTE = 1_000_000_000;

  private static TestPostgres database;

  @TempDir Path directory;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong free = new AtomicLong();

  @BeforeAll
  static void openDatabase() {
    database = TestPostgres.create();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Test
  void isShortBelowTheWatermarkAndLooksAgainAfterAWhile() {
    Disk disk = disk(Map.of("tributary.disk.path", directory.toString()));
    free.set(1_240_000_000);
    assertThat(disk.state().isShort()).isTrue();
    assertThat(disk.state().words())
        .isEqualTo(
            "Waits for disk space: 1.2 GB free, 2 GB are kept free. It begins by itself when there"
                + " is room. Have the operator make room, or lower tributary.disk.watermark.");
    free.set(3 * GIGABYTE);
    assertThat(disk.state().isShort()).as("within seconds").isTrue();
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThat(disk.state().isShort()).isFalse();
  }

  @Test
  void measuresTheDatabaseAgainstItsLimit() {
    long used = Long.parseLong(database.value("select pg_database_size(current_database())"));
    Disk disk =
        disk(
            Map.of(
                "tributary.disk.limit",
                Long.toString(used + 5_000_000),
                "tributary.disk.watermark",
                "4MB"));
    assertThat(disk.databaseBytes()).hasValue(used);
    assertThat(disk.state().free()).hasValue(5_000_000);
    assertThat(disk.state().isShort()).isFalse();
  }

  @Test
  void holdsNothingBackWhereItCannotKnow() {
    assertThat(disk(Map.of()).state().free()).isEmpty();
    assertThat(disk(Map.of()).state().isShort()).isFalse();
    Disk broken =
        new MeasuredDisk(
            settings(Map.of("tributary.disk.path", directory.toString())),
            database.pool(),
            path -> {
              throw new IOException("gone");
            },
            nanos::get);
    assertThat(broken.state()).isEqualTo(new DiskState(OptionalLong.empty(), 2 * GIGABYTE));
  }

  @Test
  void keepsNothingFreeWithAWatermarkOfNothing() {
    Disk disk =
        disk(Map.of("tributary.disk.path", directory.toString(), "tributary.disk.watermark", "0"));
    assertThat(disk.state().isShort()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tributary.disk.watermark|plenty|tributary.disk.watermark is 'plenty', which is no number of bytes. Write it as 2GB, 500MB or 2147483648.",
        "tributary.disk.limit|1GB|tributary.disk.limit is 1 GB, of which tributary.disk.watermark is to keep 2 GB free: no run could begin. Raise the one or lower the other.",
        "tributary.disk.path|/nowhere/at/all|tributary.disk.path is '/nowhere/at/all', which is no directory here. Name one on the disk that holds the database, or leave it out.",
      })
  void refusesWhatIsWrongInWords(String key, String value, String words) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(words);
  }

  @ParameterizedTest
  @CsvSource({"2GB,2000000000", "1.5 GiB,1610612736", "500mb,500000000", "7,7", "0,0"})
  void readsBytesAsPeopleWriteThem(String text, long bytes) {
    assertThat(ByteCount.parse(text)).hasValue(bytes);
  }

  private Disk disk(Map<String, String> values) {
    return new MeasuredDisk(settings(values), database.pool(), path -> free.get(), nanos::get);
  }

  private static DiskSettings settings(Map<String, String> values) {
    return DiskSettings.read(key -> Optional.ofNullable(values.get(key)));
  }
}
