package tributary.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import tributary.landing.BatchLimits;
import tributary.landing.ColumnPlan;
import tributary.landing.CopyBatch;
import tributary.landing.CopyBatchBuilder;
import tributary.landing.LandingException;
import tributary.landing.RowStamp;
import tributary.landing.StagedSplit;
import tributary.landing.Staging;
import tributary.spi.BatchReader;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorKind;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;

/**
 * Moves splits into a staging: one reader, two batches, one lander. While a batch is landed the
 * next one is read, so it holds two batches in memory and no more. Reading begins again at the last
 * durable position after a failure that may pass and after a column was widened. Cancelled by
 * interruption. Used by one thread.
 */
public final class SplitPump {
  private static final System.Logger LOG = System.getLogger(SplitPump.class.getName());

  /** A reader that brings nothing so often is taken to hang. */
  private static final int EMPTY_STEPS = 100_000;

  /** The first batch is small, so that it is landed soon; each is twice as large as the last. */
  private static final int FIRST_BATCH_BYTES = 1 << 20;

  /** A batch takes a second or two to land; a lander that hangs is left to itself. */
  private static final Duration LAST_BATCH = Duration.ofSeconds(10);

  private final Source source;
  private final Staging staging;
  private final Function<ColumnPlan, ReadRequest> request;
  private final Tools tools;
  private final UUID run;
  private final Duration lastBatch;
  private final CopyBatchBuilder[] builders;
  private int next;

  /**
   * What a pump works with.
   *
   * @param limits how large batches and rows may be
   * @param retry what is tried again
   * @param sleeper how it waits
   * @param landers threads to land on; one task at a time for each pump
   * @param clock tells when rows are loaded
   */
  public record Tools(
      BatchLimits limits,
      RetryPolicy retry,
      RetryPolicy.Sleeper sleeper,
      ExecutorService landers,
      Clock clock) {}

  /**
   * @param request what to ask the source for, with these columns
   * @param run stands in each row
   */
  public SplitPump(
      Source source,
      Staging staging,
      Function<ColumnPlan, ReadRequest> request,
      UUID run,
      Tools tools) {
    this(source, staging, request, run, tools, LAST_BATCH);
  }

  /**
   * @param lastBatch how long a pump that stops waits for the batch that is being landed
   */
  SplitPump(
      Source source,
      Staging staging,
      Function<ColumnPlan, ReadRequest> request,
      UUID run,
      Tools tools,
      Duration lastBatch) {
    this.source = Objects.requireNonNull(source, "source");
    this.staging = Objects.requireNonNull(staging, "staging");
    this.request = Objects.requireNonNull(request, "request");
    this.run = Objects.requireNonNull(run, "run");
    this.tools = Objects.requireNonNull(tools, "tools");
    this.lastBatch = Objects.requireNonNull(lastBatch, "lastBatch");
    this.builders =
        new CopyBatchBuilder[] {
          new CopyBatchBuilder(tools.limits()), new CopyBatchBuilder(tools.limits())
        };
  }

  /**
   * Reads a split to its end and returns its last state.
   *
   * @throws ConnectorException when the source fails for good
   * @throws LandingException when the database does
   * @throws InterruptedException when cancelled; what is durable stays
   */
  public StagedSplit pump(StagedSplit split) throws InterruptedException {
    StagedSplit at = split;
    int failures = 0;
    while (!at.done()) {
      long batches = at.batches();
      try {
        at = new Attempt(at).read();
      } catch (ConnectorException e) {
        at = staging.durable(at);
        failures = at.batches() > batches ? 1 : failures + 1;
        pause(e.code().kind(), failures, e.retryAfter(), e);
      } catch (LandingException e) {
        if (e.kind() != LandingException.Kind.STALE_PLAN) {
          failures++;
          pause(kind(e), failures, Optional.empty(), e);
        }
        at = durable(at, failures);
        failures = at.batches() > batches ? 1 : failures;
      }
    }
    return at;
  }

  /** A database that has just gone may not be back at once. */
  private StagedSplit durable(StagedSplit at, int failuresBefore) throws InterruptedException {
    int failures = failuresBefore;
    while (true) {
      try {
        return staging.durable(at);
      } catch (LandingException e) {
        failures++;
        pause(kind(e), failures, Optional.empty(), e);
      }
    }
  }

  private static ErrorKind kind(LandingException failure) {
    return switch (failure.kind()) {
      case CONNECTION_LOST, BUSY -> ErrorKind.TRANSIENT;
      case STALE_PLAN, LEASE_LOST, DISK_FULL, NOT_HELD, DEFECT -> ErrorKind.BUG;
    };
  }

  private void pause(
      ErrorKind kind, int failures, Optional<Duration> retryAfter, RuntimeException failure)
      throws InterruptedException {
    Duration pause = tools.retry().pause(kind, failures, retryAfter).orElseThrow(() -> failure);
    tools.sleeper().sleep(pause);
  }

  /** One reader, from a durable position to the split's end or to what stops it. */
  private final class Attempt {
    private final long bytesBefore;
    private StagedSplit landed;
    private Future<StagedSplit> landing;
    private int emptySteps;

    Attempt(StagedSplit from) {
      landed = from;
      bytesBefore = from.bytesRead();
    }

    StagedSplit read() throws InterruptedException {
      ColumnPlan plan = staging.plan();
      int fullAt = Math.min(FIRST_BATCH_BYTES, tools.limits().batchBytes());
      RowStamp stamp =
          new RowStamp(run, tools.clock().instant(), landed.split().label(), landed.object());
      try (BatchReader reader =
          source.open(request.apply(plan), landed.split(), landed.position())) {
        while (true) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          CopyBatchBuilder builder = builders[next ^= 1];
          builder.begin(plan, staging.misfits(), stamp, fullAt);
          fullAt = Math.min(2 * fullAt, tools.limits().batchBytes());
          ReadStep step = reader.readInto(builder);
          CopyBatch batch = builder.finish();
          awaitLanding();
          if (!batch.widenings().isEmpty()) {
            staging.widen(plan.version(), batch.widenings());
            return landed;
          }
          land(batch, step, bytesBefore + reader.bytesRead());
          if (step instanceof ReadStep.Done) {
            awaitLanding();
            return landed;
          }
        }
      } catch (ConnectorException e) {
        awaitLanding();
        throw e;
      } finally {
        endLanding();
      }
    }

    /** Nobody may write to a staging whose pump has ended: it may be given up, or read anew. */
    private void endLanding() {
      if (landing == null) {
        return;
      }
      try {
        landing.get(lastBatch.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | CancellationException e) {
        LOG.log(System.Logger.Level.DEBUG, "The last batch of a pump that was stopped is lost");
      } catch (TimeoutException e) {
        landing.cancel(true);
      } catch (InterruptedException e) {
        landing.cancel(true);
        Thread.currentThread().interrupt();
      }
    }

    private void land(CopyBatch batch, ReadStep step, long bytesRead) throws InterruptedException {
      StagedSplit from = landed;
      emptySteps = batch.isEmpty() ? emptySteps + 1 : 0;
      if (emptySteps > EMPTY_STEPS) {
        throw new IllegalStateException("The reader brings no rows and does not end");
      }
      boolean nothingNew =
          batch.isEmpty()
              && step instanceof ReadStep.More more
              && from.position().equals(Optional.of(more.resumeAt()));
      if (!nothingNew) {
        try {
          landing = tools.landers().submit(() -> staging.land(from, batch, step, bytesRead));
        } catch (RejectedExecutionException stopping) {
          // the worker was told to stop: the run goes on elsewhere
          throw new InterruptedException();
        }
      }
    }

    private void awaitLanding() throws InterruptedException {
      if (landing == null) {
        return;
      }
      try {
        landed = landing.get();
        landing = null;
      } catch (ExecutionException e) {
        landing = null;
        throw unwrapped(e.getCause());
      } catch (CancellationException e) {
        throw new InterruptedException();
      }
    }

    private static RuntimeException unwrapped(Throwable cause) {
      if (cause instanceof Error error) {
        throw error;
      }
      return cause instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("Landing failed", cause);
    }
  }
}
