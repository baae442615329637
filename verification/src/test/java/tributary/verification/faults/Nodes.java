package tributary.verification.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tributary.verification.container.Member;

/** The nodes of one installation, on one database: workers, and the whole product once. */
final class Nodes {
  private final List<Worker> workers = new ArrayList<>();
  private final Application application;
  private final Map<String, String> properties;

  /**
   * @param disk the disk that runs leave some room on, where there is one of this kind
   * @param traces where the whole product sends them; empty: nowhere
   */
  Nodes(int count, Path folder, String database, Optional<SmallDisk> disk, Optional<URI> traces)
      throws IOException {
    properties = properties(folder, database);
    disk.ifPresent(
        small -> {
          properties.put("tributary.disk.path", small.folder().toString());
          properties.put("tributary.disk.watermark", "1MB");
        });
    for (int i = 0; i < count; i++) {
      workers.add(new Worker("worker-" + (char) ('a' + i), folder, properties));
    }
    application = new Application("application", folder, properties, traces);
  }

  private static Map<String, String> properties(Path folder, String database) throws IOException {
    Path bootstrap = folder.resolve("bootstrap.json");
    Files.writeString(
        bootstrap, new ObjectMapper().writeValueAsString(Map.of("tenants", List.of(Member.ALDER))));
    Map<String, String> properties = new TreeMap<>();
    properties.put("tributary.db.url", database);
    properties.put("tributary.db.user", "postgres");
    properties.put("tributary.db.password", "postgres");
    properties.put("tributary.plugins.dir", Plugins.in(folder).toString());
    properties.put(
        "tributary.data.dir", Files.createDirectories(folder.resolve("data")).toString());
    properties.put("tributary.bootstrap.file", bootstrap.toString());
    properties.put("tributary.egress.private-addresses", "allow");
    properties.put(WorkerMain.PARENT, Long.toString(ProcessHandle.current().pid()));
    // small batches make many checkpoints, frequent reports a quick takeover
    properties.put("tributary.batch.bytes", "4096");
    properties.put("tributary.worker.heartbeat", "PT0.5S");
    properties.put("tributary.worker.runs", "2");
    properties.put("tributary.retry.attempts", "8");
    // few enough for a test to send more on any machine
    properties.put("tributary.webhooks.calls-per-second", "50");
    return properties;
  }

  /** Starts the workers; returns when all take runs. */
  void begin() throws Exception {
    for (Worker worker : workers) {
      worker.begin();
    }
    awaitWorkers();
  }

  void awaitWorkers() throws Exception {
    for (Worker worker : workers) {
      worker.awaitReady();
    }
  }

  /** Returns how the nodes are set. */
  Map<String, String> properties() {
    return properties;
  }

  List<Worker> workers() {
    return workers;
  }

  Application application() {
    return application;
  }

  /** Returns the node that a name in the queue stands for. */
  Node named(String pickedBy) {
    return Stream.concat(workers.stream(), Stream.of(application))
        .filter(Node::begun)
        .filter(node -> node.is(pickedBy))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No node is " + pickedBy));
  }

  void stop() throws InterruptedException {
    for (Worker worker : workers) {
      worker.stop();
    }
    application.stop();
  }
}
