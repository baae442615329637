package tributary.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * PostgreSQL refuses to run as the system's administrator. In a container one often is just that,
 * so there its programs run in a user namespace, in which the same user has no special rights.
 */
final class RunAs {
  private RunAs() {}

  static List<String> postgres(String program) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.add("unshare");
      command.add("-U");
    }
    command.add(program);
    return command;
  }

  /** Fails when the programs could not be started at all as this user. */
  static void requirePossible() {
    if (isRoot() && !Command.succeeds("unshare", "-U", "true")) {
      throw new Problem(
          "PostgreSQL does not run as root here. Start Tributary as another user, or set TRIBUTARY_DB_URL, _USER and _PASSWORD to use an existing PostgreSQL.");
    }
  }

  private static boolean isRoot() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return system.startsWith("linux") && System.getProperty("user.name").equals("root");
  }
}
