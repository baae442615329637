package tributary.verification.faults;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes that the database keeps new tables on, and that can be full. */
final class SmallDisk implements AutoCloseable {
  private static final int PIECE = 64 << 10;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; empty where this is not allowed. */
  static Optional<SmallDisk> mount(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder.toString());
    return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // there is no such program here
      return false;
    }
  }

  Path folder() {
    return folder;
  }

  Path tables() throws IOException {
    return Files.createDirectories(folder.resolve("tables"));
  }

  /** Leaves room for next to nothing. */
  void fill() throws IOException {
    FileStore store = Files.getFileStore(folder);
    int size = (int) Math.max(0, store.getUsableSpace() - PIECE);
    Files.write(folder.resolve("filler"), new byte[size]);
  }

  void makeRoom() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  /** Goes away; what is open on it stays until it is closed. */
  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
