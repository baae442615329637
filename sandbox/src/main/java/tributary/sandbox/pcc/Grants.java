package tributary.sandbox.pcc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the application may read, and whether the organization has switched it on. */
final class Grants {
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private volatile boolean activated = true;

  /** Forbids a resource in one facility, or everywhere when none is given. */
  void forbid(String resource, Integer facility) {
    forbidden.add(key(resource, facility));
  }

  void activate(boolean on) {
    activated = on;
  }

  boolean activated() {
    return activated;
  }

  void allowAll() {
    forbidden.clear();
    activated = true;
  }

  void check(String resource, Integer facility) throws Refusal {
    if (!forbidden.isEmpty()
        && (forbidden.contains(key(resource, null))
            || facility != null && forbidden.contains(key(resource, facility)))) {
      throw Refusal.forbidden("The application is not privileged to access this resource.");
    }
  }

  private static String key(String resource, Integer facility) {
    return facility == null ? resource : resource + "@" + facility;
  }
}
