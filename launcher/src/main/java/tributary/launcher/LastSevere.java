package tributary.launcher;

import java.util.Optional;

/** Remembers the first line of the last severe message of the server's log. */
final class LastSevere {
  private static final int LONGEST = 300;

  private volatile String message;
  private volatile boolean deploymentFailed;
  private boolean follows;

  void see(String line) {
    if (follows && !line.isBlank()) {
      remember(line);
    } else if (line.contains("[SEVERE]")) {
      String text = afterHead(line);
      if (text.startsWith("[[")) {
        text = text.substring(2);
      }
      if (text.isBlank()) {
        follows = true;
      } else {
        remember(text);
      }
    }
  }

  /** What follows the fields in brackets, the last of which is the level's number. */
  private static String afterHead(String line) {
    int level = line.indexOf("[levelValue: ");
    int end = line.indexOf(']', Math.max(level, line.indexOf("[SEVERE]")));
    return line.substring(end + 1).strip();
  }

  private void remember(String text) {
    follows = false;
    String line = text.strip();
    if (line.endsWith("]]")) {
      line = line.substring(0, line.length() - 2);
    }
    deploymentFailed |= line.startsWith("Exception while deploying the app");
    message = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** Whether the server said that it runs without the application. */
  boolean deploymentFailed() {
    return deploymentFailed;
  }

  Optional<String> message() {
    return Optional.ofNullable(message);
  }
}
