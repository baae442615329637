package tributary.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tributary.spi.Scratch;

/** Temporary files of one connector; gone when it is closed. */
final class ScratchFolder implements Scratch, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ScratchFolder.class.getName());

  private final List<Path> files = new ArrayList<>();
  private boolean closed;

  @Override
  public synchronized Path newFile() throws IOException {
    if (closed) {
      throw new IOException("The connector is closed, and its temporary files with it");
    }
    Path file = Files.createTempFile("tributary-", ".tmp");
    files.add(file);
    return file;
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "A temporary file could not be deleted: " + file, e);
      }
    }
  }
}
