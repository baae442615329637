package tributary.launcher;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts Tributary from the command line and keeps it running until it is told to stop. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    // The database driver's own warnings would only repeat what the launcher says better.
    Logger.getLogger("org.postgresql").setLevel(Level.OFF);
    try {
      Options options = Options.parse(arguments);
      Installation installation = Installation.here();
      switch (options.action()) {
        case HELP -> System.out.print(Help.TEXT);
        case VERSION -> System.out.println(installation.version());
        case START -> run(new Start(options, installation, System.getenv()));
      }
    } catch (Problem problem) {
      System.err.println(problem.getMessage());
      System.exit(problem.exitCode());
    }
  }

  private static void run(Start start) {
    Thread stop = new Thread(start::stop, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      start.run();
    } catch (Problem problem) {
      if (start.isStopping()) {
        // What fails while all is being stopped is of no interest.
        return;
      }
      throw problem;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
