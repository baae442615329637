package tributary.launcher;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log that moves aside when it is full; the oldest of those moved aside is dropped. */
final class RotatingLog implements AutoCloseable {
  private final Path file;
  private final long limit;
  private final int kept;
  private BufferedWriter writer;
  private long size;

  /**
   * @param limit bytes at which the file moves aside
   * @param kept how many moved files stay, as {@code file.1}, {@code file.2}, …
   */
  RotatingLog(Path file, long limit, int kept) throws IOException {
    this.file = file;
    this.limit = limit;
    this.kept = kept;
    open();
  }

  void line(String line) throws IOException {
    if (size >= limit) {
      writer.close();
      for (int i = kept; i > 0; i--) {
        Path from = i == 1 ? file : moved(i - 1);
        if (Files.exists(from)) {
          Files.move(from, moved(i), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      open();
    }
    writer.write(line);
    writer.newLine();
    writer.flush();
    size += line.length() + 1L;
  }

  private void open() throws IOException {
    writer =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = Files.size(file);
  }

  private Path moved(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
