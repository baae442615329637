package tributary.telemetry;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import tributary.spi.ErrorKind;

/**
 * Is told what the engine is at, so that logs, metrics and traces can tell it. What a call does
 * counts as part of what its thread was at before. Nothing that it is told holds content of a row,
 * a file's name or words for people. Thread-safe; throws nothing of its own.
 */
public interface Telemetry {
  /** Tells nobody. */
  Telemetry NONE = new Silence();

  /** A piece of work. */
  interface Call<T, E extends Exception> {
    T make() throws E;
  }

  /** Works at a run. */
  <T, E extends Exception> T run(RunFacts run, Call<T, E> call) throws E;

  /** Works at a table of the run that this thread is at. */
  <T, E extends Exception> T table(UUID tableRun, Call<T, E> call) throws E;

  /** Works at a step of what this thread is at. */
  <T, E extends Exception> T step(Step step, Call<T, E> call) throws E;

  /** Works at a step for one table of the run that this thread is at. */
  <T, E extends Exception> T step(Step step, UUID tableRun, Call<T, E> call) throws E;

  /** Notes how many rows and bytes of the source came of what this thread is at. */
  void counted(long read, long written, long rejected, long bytes);

  /** Notes how what this thread is at ended, in capitals and underscores. */
  void ended(String outcome);

  /** Notes why what this thread is at failed. Its message is not told, its code is. */
  void failed(Throwable why);

  /**
   * Returns what runs tasks at once, on the thread that gives them, as part of what this thread is
   * at now. A thread that is at something itself stays at that.
   */
  Executor here();

  /** A failure of this kind is tried again. */
  void triedAgain(ErrorKind kind);

  /**
   * A vendor's call to an endpoint was answered.
   *
   * @param outcome what became of it, in small letters and hyphens
   * @param took how long
   */
  void eventCame(String outcome, Duration took);

  /** The rows that a vendor's event named are in the entities, so long after it came. */
  void eventRead(Duration after);

  /**
   * An attempt to deliver a notification is over.
   *
   * @param channel how it goes, in capitals
   * @param arrived whether it did
   */
  void notified(String channel, boolean arrived);
}
