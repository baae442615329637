package tributary.plugin.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tributary.spi.ConnectorPlugin;
import tributary.testkit.ConnectorContract;

class S3ContractTest extends ConnectorContract {
  @TempDir static Path folder;
  private static LocalS3 s3;

  @BeforeAll
  static void start() throws Exception {
    s3 = new LocalS3();
    s3.put(
        "in/residents.csv",
        "id,name,note\n1,Ann,\"two\nlines\"\n2,Bob\n3,\"Cid\"x,y\n4,Dora,\n\n5,\"open\n6,Eve,z\n");
    s3.put("in/vitals/a.csv", "id,pulse\n1,70\n2,71\n3,72\n");
    s3.put("in/vitals/b.csv", "id,pulse\n");
    s3.put("in/vitals/c.csv", "pulse,id\n80,4\n81,5\n");
    s3.put("in/events.jsonl", "{\"a\":1}\n{\"a\":2,\"b\":[1]}\nnone\n{\"a\":3}\n");
    s3.put("in/orders.json", "[{\"a\":\"x\"},{\"a\":\"y\"},\n{\"a\":\"z\"}]");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("id;on\n1;2024-01-01\n2;2024-01-02\n3;none\n".getBytes(StandardCharsets.UTF_8));
    }
    s3.put("in/stays.csv.gz", packed.toByteArray());
    s3.put("in/letters.csv", "id,name\n1,Ä\n2,Ö\n3,Ü\n".getBytes(StandardCharsets.UTF_16));
    s3.put("in/avro/a.avro", resource("avsc-null.avro"));
    s3.put("in/avro/b.avro", resource("avsc-deflate.avro"));
    s3.put("in/beds.xlsx", workbook());
    s3.put("in/admissions.parquet", parquet());
    s3.put("in/logo.png", "no rows");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = S3ContractTest.class.getResourceAsStream("/avro/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] workbook() throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      Sheet sheet = workbook.createSheet("Beds");
      for (int i = 0; i < 5; i++) {
        Row row = sheet.createRow(i);
        row.createCell(0).setCellValue(i == 0 ? "bed" : "B" + i);
        row.createCell(i < 4 ? 1 : 2).setCellValue(i == 0 ? "ward" : "North");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.write(out);
      return out.toByteArray();
    }
  }

  private static byte[] parquet() throws Exception {
    Path file = folder.resolve("a.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select i as id, [i] as l, 'n' || i as name from range(9) t(i)) to '"
              + file
              + "' (format parquet)");
    }
    return Files.readAllBytes(file);
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  protected ConnectorPlugin plugin() {
    return new S3Plugin();
  }

  @Override
  protected Map<String, String> settings() {
    return s3.settings("in");
  }
}
