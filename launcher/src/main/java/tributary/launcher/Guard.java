package tributary.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Stops the other processes when this one is killed and cannot.
 *
 * <p>A small shell waits on a pipe from this process. The pipe ends when this process does; if
 * nothing on it said that all was stopped in good order, the shell stops it.
 */
final class Guard implements AutoCloseable {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      while read -r word; do
        [ "$word" = stopped ] && exit 0
        processes="$processes $word"
      done
      for process in $processes; do kill "$process" 2>/dev/null; done
      [ $# -eq 0 ] || exec "$@"
      """;

  private final Optional<Process> shell;

  private Guard(Optional<Process> shell) {
    this.shell = shell;
  }

  /**
   * Starts to watch.
   *
   * @param lastCommand what to run after the watched processes were told to end; may be empty
   */
  static Guard watch(List<String> lastCommand) {
    if (Files.notExists(SHELL)) {
      return new Guard(Optional.empty());
    }
    try {
      ProcessBuilder builder = new ProcessBuilder(SHELL.toString(), "-c", SCRIPT, "guard");
      builder.command().addAll(lastCommand);
      return new Guard(
          Optional.of(
              builder
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start()));
    } catch (IOException failure) {
      throw new Problem("The shell /bin/sh cannot be started.", failure);
    }
  }

  void add(ProcessHandle process) {
    say(Long.toString(process.pid()));
  }

  @Override
  public void close() {
    say("stopped");
  }

  /** Closes the pipe without a word, as the end of this process does. */
  void abandon() throws IOException {
    if (shell.isPresent()) {
      shell.get().getOutputStream().close();
    }
  }

  int awaitEnd() throws InterruptedException {
    return shell.isPresent() ? shell.get().waitFor() : 0;
  }

  private void say(String word) {
    shell.ifPresent(
        process -> {
          try {
            OutputStream pipe = process.getOutputStream();
            pipe.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }
}
