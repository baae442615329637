package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tributary.verification.source.Rule;
import tributary.verification.source.SourceFiles;

/** Files that cannot be read: the run fails, says why, and leaves the entity as it was. */
class BadFilesIT extends FileRunTest {

  @Test
  void anObjectThatVanishedBetweenListingAndReading() {
    SourceFiles bucket = Surroundings.bucket("vanished");
    bucket.put("gone.csv", "id\n1\n");
    bucket.impose("gone.csv", Rule.VANISHED);

    failed(
        run("Vanished", bucket, "gone.csv"),
        "gone.csv is no longer in bucket vanished: it was removed or renamed after the files were"
            + " listed. Run again or, where it will not come back, clear its selection in the"
            + " dataflow.");
  }

  @Test
  void anObjectThatMayNotBeRead() {
    SourceFiles bucket = Surroundings.bucket("forbidden");
    bucket.put("kept.csv", "id\n1\n");
    bucket.impose("kept.csv", Rule.NO_READING);

    failed(
        run("Forbidden", bucket, "kept.csv"),
        "These credentials may not read kept.csv in bucket forbidden. Grant s3:GetObject on the"
            + " bucket's objects, and kms:Decrypt where they are encrypted with a key of your"
            + " own.");
  }

  @Test
  void aFolderThatWasEmptied() {
    SourceFiles bucket = Surroundings.bucket("emptied");
    bucket.put("daily/1.csv", "id\n1\n");
    create(FlowDocument.named("Emptied", bucket).table("daily/", "entityName", "Emptied"));
    bucket.remove("daily/1.csv");

    failed(
        api.run("Emptied"),
        "The folder daily/ holds no files. Choose another folder or upload files first.");
    // what cannot be connected to any more could not be imported with the rest of the tenant
    api.delete(path("Emptied"));
  }

  @Test
  void aTruncatedGzipFileLeavesTheEntityAsItWasAndReadable() throws IOException {
    SourceFiles bucket = Surroundings.bucket("truncated");
    byte[] whole = gzip("id,note\n" + "1,abcdefgh\n".repeat(1000));
    bucket.put("cut.csv.gz", gzip("id,note\n7,kept\n"));
    succeeded(run("TruncatedGzip", bucket, "cut.csv.gz"), "1 read, 1 written, 0 rejected, 0 noted");
    byte[] cut = Arrays.copyOf(whole, whole.length - 12);
    bucket.put("cut.csv.gz", cut);

    failed(
        api.run("TruncatedGzip"),
        "cut.csv.gz ends in the middle of its gzip data after "
            + cut.length
            + " bytes. Upload the whole file again.");

    assertThat(Sql.rows("select id, note from alder.truncatedgzip")).containsExactly("7|kept");
    JsonNode rows = api.get(Api.V1 + "/entities/TruncatedGzip/rows").body(200).path("rows");
    assertThat(Answer.each(rows, "note")).containsExactly("kept");
  }

  @Test
  void damagedGzip() throws IOException {
    SourceFiles bucket = Surroundings.bucket("damaged");
    byte[] bytes = gzip("id,note\n" + "1,abcdefgh\n".repeat(1000));
    bytes[bytes.length - 6] ^= 1;
    bucket.put("hurt.csv.gz", bytes);

    failed(
        run("DamagedGzip", bucket, "hurt.csv.gz"),
        "hurt.csv.gz has damaged gzip data within its first "
            + bytes.length
            + " bytes. Compress and upload the file again.");
  }

  @Test
  void aFileThatIsNotWhatItsNameSays() throws IOException {
    SourceFiles bucket = Surroundings.bucket("not-what-it-says");
    bucket.put("workbook.csv", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0});
    bucket.put("program.csv", binary());
    bucket.put("plain.csv.gz", "id\n1\n");
    bucket.put("packed.csv", gzip("id\n1\n"));
    bucket.put("csv.json", "id\n1\n");
    bucket.put("json.csv", "[{\"id\": 1}]");

    failed(
        run("NotCsv", bucket, "workbook.csv"),
        "workbook.csv is a ZIP archive or an Office document, not rows of text. Export it as CSV or"
            + " JSON and upload that, or leave it out.");
    failed(
        run("Binary", bucket, "program.csv"),
        "program.csv is binary data, not rows of text. Export it as CSV or JSON and upload that, or"
            + " leave it out.");
    failed(
        run("NotGzip", bucket, "plain.csv.gz"),
        "plain.csv.gz is not gzip data, though its name says so. Set its compression type to none,"
            + " or compress it and upload it again.");
    failed(
        run("Packed", bucket, "packed.csv"),
        "packed.csv is gzip data, though its name does not say so. Set its compression type to"
            + " gzip, or add .gz to its name.");
    failed(
        run("NotJson", bucket, "csv.json"),
        "csv.json is not JSON, though its name says so: it begins with neither [ nor {. Set its"
            + " format to CSV if its rows are delimited text, or upload it as JSON.");
    failed(
        run("JsonAsCsv", bucket, "json.csv"),
        "json.csv is JSON, though its name does not say so. Set its format to JSON.");
  }

  @Test
  void jsonThatEndsInTheMiddle() {
    SourceFiles bucket = Surroundings.bucket("half-json");
    bucket.put("half.json", "[{\"id\": 1}, {\"id\": 2}, {\"id\":");

    failed(
        run("HalfJson", bucket, "half.json"),
        "half.json ends in the middle of its JSON, after 2 whole values. Upload the whole file"
            + " again.");
  }

  @Test
  void aHeaderThatCannotBeRead() {
    SourceFiles bucket = Surroundings.bucket("bad-header");
    bucket.put("open.csv", "id,\"note\n1,a\n");
    bucket.put("latin.csv", "id,gr\u00f6\u00dfe\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));

    failed(
        run("OpenHeader", bucket, "open.csv"),
        "The header row of open.csv cannot be read: it has a quote that opens on line 1 and is never"
            + " closed. Check the delimiter, quote character and encoding in the table's options.");
    failed(
        run("LatinHeader", bucket, "latin.csv"),
        "The header row of latin.csv cannot be read: it has bytes that are not valid UTF-8, first at"
            + " byte 5 of the file. Check the delimiter, quote character and encoding in the"
            + " table's options.");
  }

  @Test
  void anEmptyFile() {
    SourceFiles bucket = Surroundings.bucket("empty");
    bucket.put("empty.csv", "");
    bucket.put("empty.json", "[]");

    failed(
        run("EmptyFile", bucket, "empty.csv"),
        "empty.csv is empty: it has no header row. Upload it with its rows, or leave the table"
            + " out.");
    failed(
        run("EmptyJson", bucket, "empty.json"),
        "empty.json is empty: it has no row. Upload it with its rows, or leave the table out.");
  }

  @Test
  void aFileOfWhichEveryRowIsRejectedDoesNotEmptyItsEntity() {
    SourceFiles bucket = Surroundings.bucket("all-rejected");
    bucket.put("rows.csv", "a,b\n1,2\n");
    succeeded(run("AllRejected", bucket, "rows.csv"), "1 read, 1 written, 0 rejected, 0 noted");
    bucket.put("rows.csv", "a,b\n1\n2,3,4\n");

    JsonNode run = api.run("AllRejected");

    failed(
        run,
        "All 2 rows of rows.csv were rejected, so the entity stays as it was. See Rejects, correct"
            + " the file or the table's options, then run again.");
    assertThat(counts(run)).isEqualTo("2 read, 0 written, 2 rejected, 0 noted");
    assertThat(rejects("AllRejected", run))
        .containsExactly(
            "rows.csv:2 has 1 field where the header has 2 | 1",
            "rows.csv:3 has 3 fields where the header has 2 | 2,3,4");
    assertThat(Sql.rows("select a, b from alder.allrejected")).containsExactly("1|2");
  }

  @Test
  void moreColumnsThanPostgresqlHas() {
    SourceFiles bucket = Surroundings.bucket("wide");
    bucket.put("wide.csv", "c,".repeat(1_600) + "c\n");

    failed(
        run("TooWide", bucket, "wide.csv"),
        "wide.csv has 1,601 columns; an entity holds at most 1,590. Split it at its source into"
            + " several with fewer columns.");
  }

  private static byte[] binary() {
    byte[] bytes = new byte[2_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37);
    }
    bytes[0] = 0x7f;
    return bytes;
  }
}
