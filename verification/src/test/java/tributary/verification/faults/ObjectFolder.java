package tributary.verification.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tributary.verification.source.SourceFiles;
import tributary.verification.source.SourceKeys;

/** A folder of objects on an S3 server. */
final class ObjectFolder implements Origin {
  private static final String FOLDER = "visits/";
  private static final int OBJECTS = 4;
  private static final int ROWS = 900;

  private final SourceFiles bucket;
  private final URI endpoint;
  private final Random random;
  private final SortedMap<String, SortedMap<Long, String>> objects = new TreeMap<>();
  private long nextId = 1;
  private int nextObject = 1;

  ObjectFolder(SourceFiles bucket, URI endpoint, long seed) {
    this.bucket = bucket;
    this.endpoint = endpoint;
    random = new Random(seed);
    for (int i = 0; i < OBJECTS; i++) {
      add();
    }
  }

  @Override
  public String connector() {
    return "s3";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "accessKeyId",
        SourceKeys.ACCESS_KEY,
        "secretAccessKey",
        SourceKeys.SECRET_KEY,
        "region",
        "us-east-1",
        "bucket",
        bucket.bucket(),
        "endpoint",
        endpoint.toString(),
        "pathStyle",
        "true");
  }

  @Override
  public String table() {
    return FOLDER;
  }

  private void add() {
    SortedMap<Long, String> rows = new TreeMap<>();
    for (int i = 0; i < ROWS; i++) {
      rows.put(nextId++, "note " + Integer.toHexString(random.nextInt()));
    }
    store(FOLDER + "%05d.csv".formatted(nextObject++), rows);
  }

  private void store(String key, SortedMap<Long, String> rows) {
    objects.put(key, rows);
    bucket.put(
        key,
        rows.entrySet().stream()
            .map(row -> row.getKey() + "," + row.getValue())
            .collect(Collectors.joining("\n", "id,note\n", "\n")));
  }

  /** Changes an object, adds one and removes one. */
  @Override
  public void change() {
    List<String> keys = new ArrayList<>(objects.keySet());
    String gone = keys.remove(random.nextInt(keys.size()));
    objects.remove(gone);
    bucket.remove(gone);
    String changed = keys.get(random.nextInt(keys.size()));
    SortedMap<Long, String> rows = new TreeMap<>(objects.get(changed));
    rows.replaceAll(
        (id, note) ->
            random.nextBoolean() ? note : "changed " + Integer.toHexString(random.nextInt()));
    rows.remove(rows.firstKey());
    rows.put(nextId++, "new");
    store(changed, rows);
    add();
  }

  @Override
  public SortedMap<Long, String> rows() {
    SortedMap<Long, String> rows = new TreeMap<>();
    objects.values().forEach(rows::putAll);
    return rows;
  }
}
