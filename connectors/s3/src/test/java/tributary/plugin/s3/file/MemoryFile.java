package tributary.plugin.s3.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file in memory. */
record MemoryFile(String name, byte[] content) implements StoredFile {
  static MemoryFile of(String name, String content) {
    return new MemoryFile(name, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public InputStream open(long from, long to) {
    return new ByteArrayInputStream(content, (int) from, (int) (to - from));
  }
}
