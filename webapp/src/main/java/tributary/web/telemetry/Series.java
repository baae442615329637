package tributary.web.telemetry;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * The counters and timers that there are already. The server's registry breaks when two threads
 * make metrics at the same time, so they are made here, one by one. Thread-safe.
 */
final class Series {
  private final MetricRegistry registry;
  private final Map<MetricID, Counter> counters = new HashMap<>();
  private final Map<MetricID, Timer> timers = new HashMap<>();

  Series(MetricRegistry registry) {
    this.registry = registry;
  }

  synchronized Counter counter(String name, String description, Tag... tags) {
    return counters.computeIfAbsent(
        new MetricID(name, tags),
        id ->
            registry.counter(
                Metadata.builder().withName(name).withDescription(description).build(), tags));
  }

  synchronized Timer timer(String name, String description, Tag... tags) {
    return timers.computeIfAbsent(
        new MetricID(name, tags),
        id ->
            registry.timer(
                Metadata.builder()
                    .withName(name)
                    .withDescription(description)
                    // as the clock counts; they are shown in seconds
                    .withUnit(MetricUnits.NANOSECONDS)
                    .build(),
                tags));
  }
}
