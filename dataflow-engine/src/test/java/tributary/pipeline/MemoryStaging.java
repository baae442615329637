package tributary.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.landing.ColumnPlan;
import tributary.landing.CopyBatch;
import tributary.landing.LandingException;
import tributary.landing.MisfitPolicy;
import tributary.landing.PlannedColumn;
import tributary.landing.StagedSplit;
import tributary.landing.Staging;
import tributary.spi.ColumnType;
import tributary.spi.Cursor;
import tributary.spi.NextCursor;
import tributary.spi.ReadStep;
import tributary.spi.RowKey;
import tributary.spi.SplitSource;

/** A staging in memory that keeps the numbers of its only column, as PostgreSQL would. */
final class MemoryStaging implements Staging {
  private final Map<Integer, StagedSplit> durable = new LinkedHashMap<>();
  private final Map<Integer, List<Long>> rows = new HashMap<>();
  private ColumnPlan plan;
  private final MisfitPolicy misfits;
  long largestBatch;

  /** Called before a batch is made durable; what it throws is thrown. */
  Hook beforeLand = (from, batch) -> {};

  /** Called after a batch was made durable, before anyone knows. */
  Hook afterLand = (from, batch) -> {};

  /** What happens around a landing. */
  interface Hook {
    void at(StagedSplit from, CopyBatch batch);
  }

  MemoryStaging(MisfitPolicy misfits) {
    this.misfits = misfits;
    this.plan = new ColumnPlan(1, List.of(new PlannedColumn("id", "id", ColumnType.WHOLE)));
  }

  @Override
  public synchronized ColumnPlan plan() {
    return plan;
  }

  @Override
  public MisfitPolicy misfits() {
    return misfits;
  }

  @Override
  public boolean planned() {
    return !durable.isEmpty();
  }

  @Override
  public Optional<Cursor> since() {
    return Optional.empty();
  }

  @Override
  public void finish() {
    // nothing is published from here
  }

  @Override
  public Optional<List<RowKey>> asked() {
    return Optional.empty();
  }

  @Override
  public void storeSplits(SplitSource splits, NextCursor next) throws InterruptedException {
    for (var split : splits.next(1_000)) {
      durable.put(
          durable.size(),
          new StagedSplit(
              durable.size() + 1, durable.size(), split, Optional.empty(), 0, false, 0));
    }
  }

  @Override
  public List<StagedSplit> unread(int afterOrdinal, int max) {
    return durable.values().stream()
        .filter(s -> !s.done() && s.ordinal() > afterOrdinal)
        .limit(max)
        .toList();
  }

  @Override
  public synchronized StagedSplit durable(StagedSplit split) {
    return durable.get(split.ordinal());
  }

  @Override
  public StagedSplit land(StagedSplit from, CopyBatch batch, ReadStep step, long bytesRead) {
    beforeLand.at(from, batch);
    StagedSplit after = landed(from, batch, step, bytesRead);
    afterLand.at(from, batch);
    return after;
  }

  private synchronized StagedSplit landed(
      StagedSplit from, CopyBatch batch, ReadStep step, long bytesRead) {
    if (durable.get(from.ordinal()).batches() != from.batches()) {
      throw new LandingException(LandingException.Kind.LEASE_LOST, "", "Not where it was");
    }
    if (batch.planVersion() != plan.version()) {
      throw new LandingException(LandingException.Kind.STALE_PLAN, "", "Widened");
    }
    largestBatch = Math.max(largestBatch, batch.bytes());
    rows.computeIfAbsent(from.ordinal(), o -> new ArrayList<>()).addAll(sources(batch));
    StagedSplit after = from.after(step, bytesRead);
    durable.put(from.ordinal(), after);
    return after;
  }

  @Override
  public synchronized ColumnPlan widen(int version, Map<Integer, ColumnType> types) {
    if (plan.version() == version) {
      plan = new ColumnPlan(version + 1, List.of(new PlannedColumn("id", "id", types.get(0))));
    }
    return plan;
  }

  /** Returns the line of each row, out of its {@code _source}. */
  private static List<Long> sources(CopyBatch batch) {
    List<Long> lines = new ArrayList<>();
    byte[] data = batch.data().array();
    int at = 0;
    while (at < batch.bytes()) {
      int fields = int16(data, at);
      at += 2;
      for (int field = 0; field < fields; field++) {
        int length = int32(data, at);
        at += 4;
        if (field == fields - 2) {
          String source = new String(data, at, length, StandardCharsets.UTF_8);
          lines.add(Long.valueOf(source.substring(source.indexOf(':') + 1)));
        }
        at += Math.max(0, length);
      }
    }
    return lines;
  }

  private static int int16(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  private static int int32(byte[] data, int at) {
    return int16(data, at) << 16 | int16(data, at + 2);
  }

  /** Returns the lines that are durable, in the order in which they landed. */
  synchronized List<Long> lines(int split) {
    return List.copyOf(rows.getOrDefault(split, List.of()));
  }

  synchronized long batches(int split) {
    return durable.get(split).batches();
  }
}
