package tributary.plugin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read needs no more memory for being large: {@code AB#6870}. */
class SmallHeapTest {
  private static final String HEAP = "-Xmx96m";
  private static final int LONG_FIELD = 100 * 1024 * 1024;
  private static final long LONG_FILE = 400L * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void readsLongFilesAndRejectsLongFieldsInASmallHeap() throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    longField(files.resolve("field.csv"), "id,note\n1,a\n2,\"", "\"\n3,c\n");
    longField(
        files.resolve("field.jsonl"),
        "{\"id\":1,\"note\":\"a\"}\n{\"id\":2,\"note\":\"",
        "\"}\n{\"id\":3,\"note\":\"c\"}\n");
    longField(files.resolve("packed.csv.gz"), "id,note\n1,a\n2,\"", "\"\n3,c\n");
    avro(files.resolve("field.avro"));
    parquet(files.resolve("field.parquet"), files.resolve("long.parquet"));

    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                files.toString(),
                Long.toString(LONG_FILE))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    List<String> lines = Files.readAllLines(output);
    assertThat(lines)
        .containsExactly(
            "field.avro: 2 rows, 1 rejects, in parts",
            "field.csv: 2 rows, 1 rejects, in one",
            "field.jsonl: 2 rows, 1 rejects, in one",
            "field.parquet: 1 rows, 2 rejects, in one",
            "long.parquet: 1000000 rows, 0 rejects, in one",
            "packed.csv.gz: 2 rows, 1 rejects, in one",
            "made-up.csv: " + (LONG_FILE / 64 - 1) + " rows, 0 rejects, in parts");
  }

  private static void longField(Path file, String before, String after) throws IOException {
    byte[] some = "x".repeat(1024).getBytes(StandardCharsets.UTF_8);
    boolean gzip = file.toString().endsWith(".gz");
    try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        OutputStream out = gzip ? new GZIPOutputStream(plain, 1 << 16) : plain) {
      out.write(before.getBytes(StandardCharsets.UTF_8));
      for (int written = 0; written < LONG_FIELD; written += some.length) {
        out.write(some);
      }
      out.write(after.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void avro(Path file) throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},"
                    + "{\"name\":\"note\",\"type\":\"string\"}]}");
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      for (int id = 1; id <= 3; id++) {
        GenericData.Record row = new GenericData.Record(schema);
        row.put("id", id);
        row.put("note", id == 2 ? "x".repeat(LONG_FIELD) : "a");
        writer.append(row);
      }
    }
  }

  /** One with a long value in a page of its own, and one whose single row group is large. */
  private static void parquet(Path field, Path rows) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set threads = 1");
      statement.execute("copy (select 1 as id, 'a' as note) to '" + field + "' (format parquet)");
      statement.execute(
          "copy (select i as id, case when i = 2 then repeat('x', "
              + LONG_FIELD
              + ") end as note from range(1, 4) t(i)) to '"
              + field
              + "' (format parquet)");
      statement.execute(
          "copy (select i as id, hash(i) as h, 'resident ' || hash(i * 3) as name,"
              + " hash(i * 7) % 1000000 / 7.0 as x from range(1000000) t(i)) to '"
              + rows
              + "' (format parquet, row_group_size 300000, compression zstd)");
    }
  }
}
