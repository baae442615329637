package tributary.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the server's log tells while it is written: whether the server came up without the
 * application, and why: what the application itself gave as the reason, or else the first line of
 * the last severe message.
 */
final class ServerLog {
  private static final int LONGEST = 300;

  /** How the application says that its own start failed; the server then runs on without it. */
  private static final String GAVE_UP = "Tributary does not start: ";

  private volatile String message;
  private volatile boolean deploymentFailed;
  private boolean deployed;
  private boolean gaveUp;
  private boolean follows;

  void see(String line) {
    JsonLines.entry(line).ifPresentOrElse(this::seeEntry, () -> seeText(line));
  }

  private void seeEntry(JsonNode entry) {
    String text = entry.path("message").asText();
    deployed |= text.contains("was successfully deployed");
    deploymentFailed |= !deployed && text.contains("Payara Micro") && text.contains(" ready in ");
    if (entry.path("level").asText().equals("SEVERE") && !text.isBlank()) {
      remember(text.lines().findFirst().orElse(text));
    }
  }

  private void seeText(String line) {
    deployed |= line.contains("was successfully deployed");
    deploymentFailed |= !deployed && line.contains("Payara Micro") && line.contains(" ready in ");
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
    if (line.startsWith(GAVE_UP)) {
      gaveUp = true;
      deploymentFailed = true;
      line = line.substring(GAVE_UP.length());
    } else if (gaveUp) {
      return;
    }
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
