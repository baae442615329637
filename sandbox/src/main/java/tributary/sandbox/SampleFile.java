package tributary.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** An invented file and the key it has in the bucket. */
record SampleFile(String key, byte[] content) {
  static SampleFile text(String key, CharSequence text) {
    return text(key, text, StandardCharsets.UTF_8);
  }

  static SampleFile text(String key, CharSequence text, Charset charset) {
    return new SampleFile(key, text.toString().getBytes(charset));
  }

  static SampleFile gzip(String key, CharSequence text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new SampleFile(key, packed.toByteArray());
  }
}
