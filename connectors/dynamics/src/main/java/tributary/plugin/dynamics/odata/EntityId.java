package tributary.plugin.dynamics.odata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the key out of a row's id: a bare value, {@code Set(1)} or {@code Set(a=1,b='x')}. */
final class EntityId {
  private static final Pattern PREDICATE = Pattern.compile(".*\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern PART =
      Pattern.compile("(?:([A-Za-z_][A-Za-z0-9_]*)=)?('(?:[^']|'')*'|[^,']*)");

  private EntityId() {}

  /** Returns the values in the order of the names; empty when it is not understood. */
  static Optional<List<String>> key(String id, List<String> names) {
    Matcher predicate = PREDICATE.matcher(id);
    if (!predicate.matches()) {
      boolean bare = names.size() == 1 && !id.contains("/");
      return bare ? Optional.of(List.of(id)) : Optional.empty();
    }
    String inside =
        URLDecoder.decode(predicate.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    Map<String, String> named = new HashMap<>();
    List<String> plain = new ArrayList<>();
    int at = 0;
    Matcher part = PART.matcher(inside);
    while (at <= inside.length()) {
      part.region(at, inside.length());
      if (!part.lookingAt()) {
        return Optional.empty();
      }
      String value = unquoted(part.group(2));
      if (part.group(1) == null) {
        plain.add(value);
      } else {
        named.put(part.group(1), value);
      }
      at = part.end();
      if (at < inside.length() && inside.charAt(at) != ',') {
        return Optional.empty();
      }
      at++;
    }
    if (names.size() == 1 && plain.size() == 1) {
      return Optional.of(plain);
    }
    boolean all = named.keySet().containsAll(names);
    return all ? Optional.of(names.stream().map(named::get).toList()) : Optional.empty();
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("'")
        ? text.substring(1, text.length() - 1).replace("''", "'")
        : text;
  }
}
