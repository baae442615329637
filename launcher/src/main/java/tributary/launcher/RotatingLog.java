package tributary.launcher;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A log that moves aside when it is full or a day old, as {@code file.1}, which before became
 * {@code file.2}, and so on; those that are too many or too old are dropped.
 */
final class RotatingLog implements AutoCloseable {
  private static final Duration DAY = Duration.ofDays(1);

  private final Path file;
  private final LogRetention retention;
  private final Clock clock;
  private BufferedWriter writer;
  private long size;
  private Instant begun;

  RotatingLog(Path file, LogRetention retention, Clock clock) throws IOException {
    this.file = file;
    this.retention = retention;
    this.clock = clock;
    open();
    prune();
  }

  void line(String line) throws IOException {
    if (size >= retention.fileBytes() || size > 0 && dayIsOver()) {
      writer.close();
      int last = 0;
      while (Files.exists(moved(last + 1))) {
        last++;
      }
      for (int i = last; i >= 0; i--) {
        Files.move(i == 0 ? file : moved(i), moved(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
      open();
      prune();
    } else if (dayIsOver()) {
      begun = clock.instant();
      prune();
    }
    writer.write(line);
    writer.newLine();
    writer.flush();
    size += line.length() + 1L;
  }

  private boolean dayIsOver() {
    return !clock.instant().isBefore(begun.plus(DAY));
  }

  private void open() throws IOException {
    writer =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = Files.size(file);
    begun = clock.instant();
  }

  /** The newest ones stay. */
  private void prune() throws IOException {
    long total = 0;
    boolean dropping = false;
    for (int i = 1; Files.exists(moved(i)); i++) {
      Path old = moved(i);
      total += Files.size(old);
      dropping |= total > retention.totalBytes() || tooOld(old);
      if (dropping) {
        Files.delete(old);
      }
    }
  }

  private boolean tooOld(Path old) throws IOException {
    Instant written = Files.getLastModifiedTime(old).toInstant();
    return retention.age().filter(age -> written.isBefore(clock.instant().minus(age))).isPresent();
  }

  private Path moved(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
