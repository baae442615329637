package tributary.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/**
 * The command line.
 *
 * @param port where the application listens; 0 takes any free port
 * @param data where everything that is kept lives
 * @param plugins the folder of connectors; empty means the default one
 * @param sandbox whether to start the S3 server with invented files, and the demo tenant
 * @param readyFile what to write when the application is ready
 * @param action what to do at all
 */
record Options(
    int port,
    Path data,
    Optional<Path> plugins,
    boolean sandbox,
    Optional<Path> readyFile,
    Action action) {
  static final int DEFAULT_PORT = 8080;

  enum Action {
    START,
    HELP,
    VERSION
  }

  static Options parse(String... arguments) {
    int port = DEFAULT_PORT;
    Path data = Path.of("data");
    Optional<Path> plugins = Optional.empty();
    Optional<Path> readyFile = Optional.empty();
    boolean sandbox = false;
    Action action = Action.START;
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      Argument argument = Argument.of(rest.next());
      switch (argument.name()) {
        case "--port" -> port = port(argument.value(rest, "a port number"));
        case "--data" -> data = path("--data", argument.value(rest, "a directory"));
        case "--plugins" ->
            plugins = Optional.of(path("--plugins", argument.value(rest, "a directory")));
        case "--ready-file" ->
            readyFile = Optional.of(path("--ready-file", argument.value(rest, "a file")));
        case "--sandbox" -> sandbox = argument.flag();
        case "--help", "-h" -> action = argument.flag() ? Action.HELP : action;
        case "--version" -> action = argument.flag() ? Action.VERSION : action;
        default ->
            throw Problem.usage(
                "There is no option '%s'. See --help for the options.".formatted(argument.name()));
      }
    }
    return new Options(port, data, plugins, sandbox, readyFile, action);
  }

  private static int port(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the one text for both kinds of wrong value
    }
    throw Problem.usage(
        "--port '%s' is not a port. Give a number from 1 to 65535, or 0 for any free port."
            .formatted(value));
  }

  private static Path path(String option, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException notAPath) {
      throw Problem.usage(
          "%s '%s' is not a path. Give one without special characters.".formatted(option, value));
    }
  }

  /** One word of the command line: {@code --name} or {@code --name=value}. */
  private record Argument(String name, Optional<String> attached) {
    static Argument of(String word) {
      int equals = word.indexOf('=');
      return equals < 0 || !word.startsWith("--")
          ? new Argument(word, Optional.empty())
          : new Argument(word.substring(0, equals), Optional.of(word.substring(equals + 1)));
    }

    String value(Iterator<String> rest, String what) {
      String value =
          attached
              .or(() -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty())
              .orElse("");
      if (value.isBlank() || (attached.isEmpty() && value.startsWith("--"))) {
        throw Problem.usage(
            "%s needs %s after it, for example %s."
                .formatted(name, what, example(what.toLowerCase(Locale.ROOT))));
      }
      return value;
    }

    private String example(String what) {
      return switch (what) {
        case "a port number" -> name + " 8080";
        case "a file" -> name + " ready.json";
        default -> name + " " + name.substring(2);
      };
    }

    boolean flag() {
      if (attached.isPresent()) {
        throw Problem.usage("%s takes no value; leave out '=%s'.".formatted(name, attached.get()));
      }
      return true;
    }
  }
}
