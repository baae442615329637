package tributary.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The directory that holds everything Tributary keeps, held by at most one Tributary at a time.
 *
 * <p>The lock is the operating system's, so it ends with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
  static final long NEEDED_BYTES = 1L << 30;

  /** Locked far behind the process number, which others may then still read. */
  private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

  private final Path root;
  private final FileChannel channel;

  private DataDirectory(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /** Tells how many bytes the file system of a directory can still take. */
  interface FreeSpace {
    long bytes(Path directory) throws IOException;
  }

  static DataDirectory open(Path path) {
    return open(path, directory -> Files.getFileStore(directory).getUsableSpace());
  }

  static DataDirectory open(Path path, FreeSpace freeSpace) {
    Path root = path.toAbsolutePath().normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new Problem(
          "The data directory %s is a file. Choose a directory with --data DIR.".formatted(root));
    }
    FileChannel channel = null;
    try {
      if (Files.notExists(root)) {
        Files.createDirectories(root);
        OwnerOnly.directory(root);
      }
      channel =
          FileChannel.open(
              root.resolve("tributary.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      hold(root, channel);
      requireSpace(root, freeSpace.bytes(root));
      DataDirectory directory = new DataDirectory(root, channel);
      Files.createDirectories(directory.logs());
      Files.createDirectories(directory.application());
      return directory;
    } catch (IOException notWritable) {
      closeAfter(channel, notWritable);
      throw new Problem(
          "The data directory %s cannot be written. Give it to the user %s, or choose another with --data DIR."
              .formatted(root, System.getProperty("user.name")),
          notWritable);
    } catch (Problem problem) {
      closeAfter(channel, problem);
      throw problem;
    }
  }

  private static void hold(Path root, FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock(LOCK_POSITION, 1, false);
    } catch (OverlappingFileLockException heldByThisProcess) {
      lock = null;
    }
    if (lock == null) {
      ByteBuffer owner = ByteBuffer.allocate(20);
      channel.read(owner, 0);
      String process = StandardCharsets.US_ASCII.decode(owner.flip()).toString().strip();
      throw new Problem(
          "The data directory %s is in use by another Tributary (process %s). Stop it first, or choose another with --data DIR."
              .formatted(root, process));
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)),
        0);
  }

  private static void requireSpace(Path root, long free) {
    if (free < NEEDED_BYTES) {
      throw new Problem(
          "Only %d MB are free for the data directory %s; Tributary needs 1024 MB. Free some space, or choose another disk with --data DIR."
              .formatted(free >> 20, root));
    }
  }

  private static void closeAfter(FileChannel channel, Exception failure) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }

  Path root() {
    return root;
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  /**
   * Returns an empty directory for the application server. What the last one left would make it
   * start the application of then first, and the one of now after that.
   */
  Path emptyServer() {
    Path server = root.resolve("server");
    try {
      if (Files.exists(server)) {
        deleteTree(server);
      }
      return Files.createDirectories(server);
    } catch (IOException e) {
      throw new Problem(
          "The directory %s, which an earlier start left behind, cannot be emptied. Give this user the right to write there, or choose another data directory with --data DIR."
              .formatted(server),
          e);
    }
  }

  private static void deleteTree(Path top) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What the application itself keeps outside the database. */
  Path application() {
    return root.resolve("app");
  }

  Path firstSignIn() {
    return root.resolve("first-sign-in.json");
  }

  Path databaseAccess() {
    return root.resolve("database.json");
  }

  Path sandbox() {
    return root.resolve("sandbox");
  }

  Path sandboxAccess() {
    return root.resolve("sandbox.json");
  }

  /** Lets the directory go. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new Problem("The lock of %s could not be released.".formatted(root), failure);
    }
  }
}
