package tributary.spi;

import java.util.Objects;

/**
 * The connector's symbol: a square SVG or PNG of at most 64 KiB inside the plugin JAR. The host
 * reads it once at load and serves it as an image, never inlined.
 *
 * @param resource the resource's path from the root of the JAR, without a leading slash; ends in
 *     {@code .svg} or {@code .png}
 */
public record Icon(String resource) {
  public Icon {
    Objects.requireNonNull(resource, "resource");
    if (!resource.endsWith(".svg") && !resource.endsWith(".png")) {
      throw new IllegalArgumentException("An icon is an .svg or a .png: " + resource);
    }
  }
}
