package tributary.plugin.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tributary.spi.ConnectorPlugin;
import tributary.testkit.ConnectorContract;

class S3ContractTest extends ConnectorContract {
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
    s3.put("in/logo.png", "no rows");
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
