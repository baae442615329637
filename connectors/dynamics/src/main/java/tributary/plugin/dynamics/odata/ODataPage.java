package tributary.plugin.dynamics.odata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import tributary.kit.CountedInput;
import tributary.kit.JsonBroken;
import tributary.kit.JsonPage;
import tributary.kit.JsonRecord;
import tributary.kit.RecordShape;

/** A page on its way, record by record. */
final class ODataPage implements AutoCloseable {
  /** The end of a page, with nothing but links. */
  private static final int END_BYTES = 16 * 1024;

  /** More than a usual page has: one is rarely handed over in the middle. */
  private static final long LONG_BYTES = 8L * 1024 * 1024;

  private static final List<String> NEXT = List.of("@odata.nextLink", "@nextLink");

  private static final JsonPage.Taker NOBODY =
      new JsonPage.Taker() {
        @Override
        public void take(JsonRecord record) {}

        @Override
        public void tooLong(long number) {}
      };

  private final String path;
  private final ODataAnswer answer;
  private final ODataRows rows;
  private final CRC32C sum = new CRC32C();
  private final JsonPage.Taker taker;
  private CountedInput body;
  private JsonPage records;
  private long handedOver;

  ODataPage(String path, ODataAnswer answer, ODataRows rows) {
    this.path = path;
    this.answer = answer;
    this.rows = rows;
    this.taker = summing(rows, sum);
  }

  /**
   * Waits for the page.
   *
   * @return empty, as the link to the next page stands at its end
   */
  Optional<String> begin() throws InterruptedException, IOException {
    begin(answer.body());
    return Optional.empty();
  }

  /**
   * Waits for the page and takes it in, as much as there is room for. If that is all of it, its
   * place among the questions under way is free again.
   *
   * @param room where it goes
   * @return the link to the next page, as far as it can be seen
   */
  Optional<String> takeIn(PageRoom room) throws InterruptedException, IOException {
    InputStream in = answer.body();
    boolean whole = room.fill(in);
    if (!whole) {
      begin(new SequenceInputStream(room.content(), in));
      return Optional.empty();
    }
    begin(room.content());
    answer.close();
    return link(room);
  }

  /** Looks for the link at the end. It is a guess: the page itself has the last word. */
  private static Optional<String> link(PageRoom room) throws IOException {
    byte[] end = room.end(END_BYTES);
    String text = new String(end, StandardCharsets.ISO_8859_1);
    int at = NEXT.stream().mapToInt(name -> text.lastIndexOf('"' + name + '"')).max().orElse(-1);
    if (at < 1) {
      return Optional.empty();
    }
    // what stands from there on is an object's, but for its bracket
    end[at - 1] = '{';
    FirstValue link = new FirstValue();
    try {
      JsonPage.read(
          new ByteArrayInputStream(end, at - 1, end.length - at + 1),
          "",
          RecordShape.ofNames(NEXT),
          link);
      return link.value;
    } catch (JsonBroken otherwise) {
      return Optional.empty();
    }
  }

  private static final class FirstValue implements JsonPage.Taker {
    private Optional<String> value = Optional.empty();

    @Override
    public void take(JsonRecord record) {
      int slot = record.kind(0) == JsonRecord.Kind.STRING ? 0 : 1;
      value = Optional.of(record.text(slot)).filter(text -> !text.isEmpty());
    }

    @Override
    public void tooLong(long number) {
      value = Optional.empty();
    }
  }

  private void begin(InputStream in) {
    body = new CountedInput(in);
    records = new JsonPage(body, "value", rows.shape());
  }

  /** Hands the next record to the rows; false at the end of the page. */
  boolean next() throws IOException {
    return records.next(taker);
  }

  /**
   * Passes records that were taken before.
   *
   * @param most of them, at most
   * @param passed what they are added to
   * @return how many more there should be behind the end of the page
   */
  long pass(long most, Checksum passed) throws IOException {
    JsonPage.Taker counted = summing(summing(NOBODY, passed), sum);
    boolean more = true;
    while (more && records.records() < most) {
      more = records.next(counted);
    }
    return most - records.records();
  }

  private JsonPage.Taker summing(JsonPage.Taker then, Checksum into) {
    return new JsonPage.Taker() {
      @Override
      public void take(JsonRecord record) {
        rows.sumUp(record, into);
        then.take(record);
      }

      @Override
      public void tooLong(long number) {
        then.tooLong(number);
      }
    };
  }

  /** Returns where the next record stands. */
  PagePlace place() {
    return new PagePlace(path, records.records(), records.records() == 0 ? 0 : sum.getValue());
  }

  /** Returns what stands around the records, once they are all taken. */
  Map<String, String> around() {
    return records.around();
  }

  long bytes() {
    return body == null ? 0 : body.count();
  }

  /** Returns whether so much of the page was read that what it brought is handed over first. */
  boolean isLong() {
    return bytes() - handedOver >= LONG_BYTES;
  }

  /** Lends its place among the questions under way, while others are asked. */
  void lendPlace() {
    answer.lendPlace();
  }

  void takePlaceBack() throws InterruptedException {
    answer.takePlaceBack();
  }

  /** Is told that what it brought is handed over. */
  void handedOver() {
    handedOver = bytes();
  }

  @Override
  public void close() {
    answer.close();
  }
}
