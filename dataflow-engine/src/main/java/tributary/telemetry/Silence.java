package tributary.telemetry;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import tributary.spi.ErrorKind;

/** Tells nobody. */
final class Silence implements Telemetry {
  @Override
  public <T, E extends Exception> T run(RunFacts run, Call<T, E> call) throws E {
    return call.make();
  }

  @Override
  public <T, E extends Exception> T table(UUID tableRun, Call<T, E> call) throws E {
    return call.make();
  }

  @Override
  public <T, E extends Exception> T step(Step step, Call<T, E> call) throws E {
    return call.make();
  }

  @Override
  public <T, E extends Exception> T step(Step step, UUID tableRun, Call<T, E> call) throws E {
    return call.make();
  }

  @Override
  public void counted(long read, long written, long rejected, long bytes) {
    // nobody asks
  }

  @Override
  public void ended(String outcome) {
    // nobody asks
  }

  @Override
  public void failed(Throwable why) {
    // nobody asks
  }

  @Override
  public Executor here() {
    return Runnable::run;
  }

  @Override
  public void triedAgain(ErrorKind kind) {
    // nobody asks
  }

  @Override
  public void eventCame(String outcome, Duration took) {
    // nobody asks
  }

  @Override
  public void eventRead(Duration after) {
    // nobody asks
  }

  @Override
  public void notified(String channel, boolean arrived) {
    // nobody asks
  }
}
