package tributary.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Unpacks the plain tar archives that PostgreSQL comes in: files, directories, symbolic links. */
final class Tar {
  private static final int BLOCK = 512;

  private final InputStream in;
  private final Path target;

  private Tar(InputStream in, Path target) {
    this.in = in;
    this.target = target;
  }

  static void unpack(InputStream archive, Path target) throws IOException {
    Tar tar = new Tar(archive, target);
    byte[] header = new byte[BLOCK];
    while (tar.readHeader(header)) {
      tar.unpackEntry(header);
    }
  }

  private boolean readHeader(byte[] header) throws IOException {
    int read = in.readNBytes(header, 0, BLOCK);
    if (read != 0 && read != BLOCK) {
      throw new EOFException("The archive ends inside a header");
    }
    return read == BLOCK && header[0] != 0;
  }

  private void unpackEntry(byte[] header) throws IOException {
    String name = text(header, 0, 100);
    Path path = inside(target.resolve(name), name);
    long size = octal(header, 124, 12);
    char type = (char) header[156];
    switch (type) {
      case '5' -> Files.createDirectories(path);
      case '2' -> {
        String to = text(header, 157, 100);
        inside(path.resolveSibling(to), to);
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(to));
      }
      case '0', '\0' -> {
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path)) {
          copy(size, out);
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        boolean executable = (octal(header, 100, 8) & 0b001_000_000) != 0;
        if (executable && !path.toFile().setExecutable(true, true)) {
          throw new IOException("Cannot make " + path + " executable");
        }
      }
      default -> throw new IOException("The archive has an entry of kind '" + type + "': " + name);
    }
  }

  private void copy(long size, OutputStream out) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = size;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("The archive ends inside a file");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  private Path inside(Path path, String name) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(target)) {
      throw new IOException("The archive has an entry outside of its target: " + name);
    }
    return normal;
  }

  private static String text(byte[] header, int from, int length) {
    byte[] field = Arrays.copyOfRange(header, from, from + length);
    int end = 0;
    while (end < field.length && field[end] != 0) {
      end++;
    }
    return new String(field, 0, end, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int from, int length) {
    String digits = text(header, from, length).strip();
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }
}
