package tributary.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was started, to be stopped last first and once, from whichever thread the end comes. What
 * arrives after the end is stopped at once.
 */
final class Started {
  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean stopped;

  private record Part(String name, AutoCloseable closeable) {
    void close() {
      try {
        closeable.close();
      } catch (Exception failure) {
        System.err.println("Stopping the " + name + " failed: " + failure.getMessage());
      }
    }
  }

  synchronized <T extends AutoCloseable> T add(String name, T part) {
    if (stopped) {
      new Part(name, part).close();
    } else {
      parts.push(new Part(name, part));
    }
    return part;
  }

  synchronized boolean isEmpty() {
    return parts.isEmpty();
  }

  synchronized void stop() {
    stopped = true;
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
