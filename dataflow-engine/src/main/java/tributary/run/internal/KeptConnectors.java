package tributary.run.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import tributary.connection.SavedConnections;
import tributary.spi.Connector;
import tributary.tenant.TenantId;

/**
 * Connectors of runs. One that read a few rows well is kept open for a while: the next run on
 * events of its dataflow would take longer to open one, sign in and look around than to read. It
 * serves one run at a time, and none after the dataflow's settings have changed or when it is so
 * old that what it remembers of the source may be wrong. Thread-safe.
 */
public final class KeptConnectors {
  static final Duration IDLE = Duration.ofSeconds(30);
  static final Duration LIFE = Duration.ofMinutes(5);
  static final int MOST = 50;

  private final SavedConnections connections;
  private final LongSupplier nanos;
  private final Map<UUID, Kept> kept = new LinkedHashMap<>();

  /**
   * @param nanos counts nanoseconds from anywhere, never backwards
   */
  public KeptConnectors(SavedConnections connections, LongSupplier nanos) {
    this.connections = connections;
    this.nanos = nanos;
  }

  private record Kept(Connector connector, long version, long openedAt, long idleSince) {}

  /**
   * Lends a connector to a run.
   *
   * @param version of the dataflow's settings, read before this is called
   * @param few whether the run reads single rows: only such runs share a connector
   */
  Lent lend(TenantId tenant, UUID dataflow, long version, boolean few) {
    if (few) {
      Optional<Kept> present = taken(dataflow);
      if (present.isPresent() && present.get().version() == version) {
        return new Lent(
            dataflow, version, present.get().openedAt(), few, present.get().connector());
      }
      present.ifPresent(old -> old.connector().close());
    }
    long now = nanos.getAsLong();
    return new Lent(dataflow, version, now, few, connections.open(tenant, dataflow));
  }

  private synchronized Optional<Kept> taken(UUID dataflow) {
    return Optional.ofNullable(kept.remove(dataflow));
  }

  /** Closes those that nobody has used for a while, and old ones. */
  public void closeOld() {
    long now = nanos.getAsLong();
    closeAll(
        one -> now - one.idleSince() > IDLE.toNanos() || now - one.openedAt() > LIFE.toNanos());
  }

  /** Closes all that no run has. */
  public void closeAll() {
    closeAll(one -> true);
  }

  private void closeAll(Predicate<Kept> which) {
    taken(which).forEach(one -> one.connector().close());
  }

  private synchronized List<Kept> taken(Predicate<Kept> which) {
    List<Kept> taken = kept.values().stream().filter(which).toList();
    kept.values().removeAll(taken);
    return taken;
  }

  /** Returns those that have to make room. */
  private synchronized List<Kept> put(UUID dataflow, Kept one) {
    List<Kept> out = new ArrayList<>();
    Optional.ofNullable(kept.remove(dataflow)).ifPresent(out::add);
    kept.put(dataflow, one);
    while (kept.size() > MOST) {
      out.add(kept.remove(kept.keySet().iterator().next()));
    }
    return out;
  }

  /** A connector that a run has. */
  final class Lent implements AutoCloseable {
    private final UUID dataflow;
    private final long version;
    private final long openedAt;
    private final boolean few;
    private final Connector connector;
    private boolean given;

    private Lent(UUID dataflow, long version, long openedAt, boolean few, Connector connector) {
      this.dataflow = dataflow;
      this.version = version;
      this.openedAt = openedAt;
      this.few = few;
      this.connector = connector;
    }

    Connector connector() {
      return connector;
    }

    /** Gives it back after all was read well; nothing of the run uses it any more. */
    void giveBack() {
      long now = nanos.getAsLong();
      if (few && now - openedAt <= LIFE.toNanos()) {
        given = true;
        put(dataflow, new Kept(connector, version, openedAt, now))
            .forEach(one -> one.connector().close());
      }
    }

    @Override
    public void close() {
      if (!given) {
        given = true;
        connector.close();
      }
    }
  }
}
