package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** All tables of PointClickCare with a quota of thirty requests a second. */
final class PccQuota implements Benchmark {
  private static final int PER_SECOND = 30;
  private static final int FACILITIES = 5;
  private static final int PATIENTS = 150;
  private static final Set<String> BUSY = Set.of("RUNNING");
  private static final long TICK_MILLIS = 500;

  @Override
  public String name() {
    return "pcc-quota";
  }

  @Override
  public String title() {
    return "PointClickCare with a quota of 30 requests a second: the share of it that a run uses";
  }

  @Override
  public void measure(Bench bench, Report report) {
    int patients = bench.scaled(PATIENTS);
    try (PccProcess server = PccProcess.start(bench, FACILITIES, patients, PER_SECOND)) {
      PccTables.make(bench, server, "BenchmarkQuota", PER_SECOND);
      Used whole = used(bench.product().api(), server);
      report.line(
          "%,d patients, %,d requests, %,d of them refused for the quota, in %.0f s.",
          patients, whole.answered() + whole.refused(), whole.refused(), whole.seconds());
      report.line("");
      report.line("| of %d requests a second | used |", PER_SECOND);
      report.line("|---|---|");
      report.line(
          "| from the first to the last request of a run | %.3f |",
          whole.answered() / (whole.seconds() * PER_SECOND));
    }
  }

  /**
   * What a run asked for.
   *
   * @param seconds from its first request to its last
   */
  private record Used(long answered, long refused, double seconds) {}

  private static Used used(Api api, PccProcess server) {
    JsonNode before = server.state();
    String run = api.begin("BenchmarkQuota");
    long first = 0;
    long last = 0;
    long seen = before.path("calls").asLong();
    JsonNode state = before;
    String status = "QUEUED";
    while (status.equals("QUEUED") || BUSY.contains(status)) {
      pause();
      state = server.state();
      long now = System.nanoTime();
      if (state.path("calls").asLong() > seen) {
        first = first == 0 ? now : first;
        last = now;
        seen = state.path("calls").asLong();
      }
      status = api.status("BenchmarkQuota", run);
    }
    if (!status.equals("SUCCEEDED") && !status.equals("PUBLISHING")) {
      throw new Failure("The run ended " + status);
    }
    long refused = state.path("refused").asLong() - before.path("refused").asLong();
    long calls = seen - before.path("calls").asLong();
    return new Used(calls - refused, refused, (last - first) / 1e9 + TICK_MILLIS / 1e3);
  }

  private static void pause() {
    try {
      Thread.sleep(TICK_MILLIS);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }
}
