package tributary.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import tributary.spi.Icon;

/** Reads a connector's symbol out of its JAR, once, and makes sure that it is what it says. */
final class IconFile {
  static final int MAX_BYTES = 64 * 1024;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final Pattern SVG =
      Pattern.compile(
          "^\\uFEFF?(?:\\s|<\\?xml[^>]*>|<!DOCTYPE[^>]*>|<!--.*?-->)*<svg[\\s>].*", Pattern.DOTALL);

  private IconFile() {}

  static IconImage read(URLClassLoader plugin, Icon icon) throws BrokenPlugin {
    String resource = icon.resource();
    URL found = plugin.findResource(resource);
    if (found == null) {
      throw new BrokenPlugin(
          "Its symbol “" + resource + "” is not in the JAR. Ask the connector's author to add it.");
    }
    byte[] bytes = bytes(found, resource);
    if (bytes.length > MAX_BYTES) {
      throw new BrokenPlugin(
          "Its symbol “"
              + resource
              + "” is larger than 64 KiB. Ask the connector's author for a smaller one.");
    }
    boolean png = resource.endsWith(".png");
    if (png ? !isPng(bytes) : !isSvg(bytes)) {
      throw new BrokenPlugin(
          "Its symbol “"
              + resource
              + "” is not "
              + (png ? "a PNG" : "an SVG")
              + " image. Ask the connector's author to mend it.");
    }
    return new IconImage(png ? "image/png" : "image/svg+xml", bytes);
  }

  private static byte[] bytes(URL resource, String name) throws BrokenPlugin {
    try {
      var connection = resource.openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return in.readNBytes(MAX_BYTES + 1);
      }
    } catch (IOException e) {
      throw new BrokenPlugin(
          "Its symbol “" + name + "” cannot be read from the JAR. Copy the JAR anew.", e);
    }
  }

  private static boolean isPng(byte[] bytes) {
    return bytes.length > PNG.length && Arrays.equals(PNG, Arrays.copyOf(bytes, PNG.length));
  }

  private static boolean isSvg(byte[] bytes) {
    try {
      return SVG.matcher(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)))
          .matches();
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
