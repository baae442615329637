package tributary.plugin.dynamics.odata;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.spi.Position;

/**
 * A place on a page: so many of its records are behind it.
 *
 * @param path of the page, after the host
 * @param records that are taken already
 * @param sum of them; 0 where there are none
 */
record PagePlace(String path, long records, long sum) {
  private static final Pattern INSIDE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{1,8}) (/.*)");

  static PagePlace beginning(String path) {
    return new PagePlace(path, 0, 0);
  }

  /** Reads a position; a path begins with a slash, a number never does. */
  static PagePlace of(Position position) {
    Matcher inside = INSIDE.matcher(position.value());
    return inside.matches()
        ? new PagePlace(
            inside.group(3), Long.parseLong(inside.group(1)), Long.parseLong(inside.group(2), 16))
        : beginning(position.value());
  }

  Position position() {
    return new Position(records == 0 ? path : records + " " + Long.toHexString(sum) + " " + path);
  }
}
