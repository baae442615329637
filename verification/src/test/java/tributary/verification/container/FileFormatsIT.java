package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.sandbox.SandboxS3;
import tributary.verification.source.SourceFiles;

/** Files of every format and packing, read by the plugin as it ships. */
class FileFormatsIT extends FileRunTest {
  /** Made by the zstd and bzip2 commands, of two rows: 1,Ann and 2,Bob. */
  private static final String ZSTD = "KLUv/QRYoQAAaWQsbmFtZQoxLEFubgoyLEJvYgprSn4N";

  private static final String BZIP2 =
      "QlpoOTFBWSZTWR1T4iUAAAddAAAQAAQwADAANiOgACITR5Ro8oQAALVg9MbgtMMFP4u5IpwoSA6p8RKA";

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = SandboxS3.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  @Test
  void parquet() throws IOException {
    SourceFiles bucket = Surroundings.bucket("parquet");
    bucket.put("sessions.parquet", sample("therapy_sessions.parquet"));

    succeeded(
        run("ParquetSessions", bucket, "sessions.parquet"),
        "2500 read, 2500 written, 0 rejected, 0 noted");
    assertThat(
            Sql.rows(
                "select session_id, discipline, charge, goals, observed ->> 'pain', _source"
                    + " from alder.parquetsessions where session_id = 1"))
        .containsExactly("1|Speech|93.97|[\"gait\"]|3|sessions.parquet:1");
  }

  @Test
  void avro() throws IOException {
    SourceFiles bucket = Surroundings.bucket("avro");
    bucket.put("meals.avro", sample("meal_orders.avro"));

    succeeded(
        run("AvroMeals", bucket, "meals.avro"), "3000 read, 3000 written, 0 rejected, 0 noted");
    assertThat(
            Sql.rows(
                "select order_id, served_on, meal, price, diets from alder.avromeals"
                    + " where order_id = 1"))
        .containsExactly("1|2026-03-01|LUNCH|8.80|[\"diabetic\"]");
  }

  @Test
  void anExcelWorkbookAndItsOtherSheet() throws IOException {
    SourceFiles bucket = Surroundings.bucket("excel");
    bucket.put("roster.xlsx", sample("staff_roster.xlsx"));

    succeeded(
        run("ExcelRoster", bucket, "roster.xlsx"), "800 read, 800 written, 0 rejected, 0 noted");
    assertThat(
            Sql.rows(
                "select shift, worked_on, starts, hours, overtime, cost from alder.excelroster"
                    + " where shift = 'S00001'"))
        .containsExactly("S00001|2026-04-01|14:00:00|10|t|315");
    succeeded(
        run("ExcelRoles", bucket, "roster.xlsx", "options", Map.of("sheet", "Roles")),
        "4 read, 4 written, 0 rejected, 0 noted");
  }

  @Test
  void textPackedByBzip2AndZstandard() {
    SourceFiles bucket = Surroundings.bucket("packings");
    bucket.put("a.csv.bz2", decoded(BZIP2));
    bucket.put("b.csv.zst", decoded(ZSTD));

    succeeded(run("PackedByBzip2", bucket, "a.csv.bz2"), "2 read, 2 written, 0 rejected, 0 noted");
    succeeded(
        run("PackedByZstandard", bucket, "b.csv.zst"), "2 read, 2 written, 0 rejected, 0 noted");
    assertThat(
            Sql.rows(
                "select id, name from alder.packedbybzip2"
                    + " union all select id, name from alder.packedbyzstandard order by 1, 2"))
        .containsExactly("1|Ann", "1|Ann", "2|Bob", "2|Bob");
  }
}
