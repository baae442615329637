package tributary.plugin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Connector;
import tributary.spi.KnownMarks;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.TestContext;

class LayoutOfChangesTest {
  private static LocalS3 s3;
  private final TestContext context = new TestContext();
  private Connector connector;
  private Source source;

  @BeforeAll
  static void start() throws Exception {
    s3 = new LocalS3();
    s3.put("in/vitals/a.csv", "resident,pulse,old\n1,70,x\n");
    s3.put("in/vitals/b.csv", "resident,pulse,oxygen\n2,71.5,98\n");
    s3.put("in/vitals/c.csv", "resident,pulse\n3,72\n");
    s3.put("in/mixed/a.csv", "resident\n1\n");
    s3.put("in/mixed/b.jsonl", "{\"resident\":2}\n");
    s3.put("in/blank/a.csv", "resident\n1\n");
    s3.put("in/blank/b.csv", "");
    s3.put("in/days/a.csv", "day\n31/01/2024\n");
    s3.put("in/days/b.csv", "day\n03/04/2024\n");
    s3.put("in/told/a.csv", "day\n31/01/2024\n");
    s3.put("in/told/b.csv", "day\n04/13/2024\n03/04/2024\n");
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
  }

  @BeforeEach
  void connect() {
    connector = Readings.connector(s3.settings("in/"), context);
    source = connector.source().orElseThrow();
  }

  @AfterEach
  void cleanUp() {
    connector.close();
    context.close();
  }

  private static ReadRequest.Full request(String table, ColumnType type) {
    return new ReadRequest.Full(
        new TableName("", table), TableOptions.NONE, List.of(new Column("day", type, true)));
  }

  /** A host that has these objects. */
  private KnownMarks has(String table, String... objects) throws InterruptedException {
    Set<String> had = Set.of(objects);
    Map<String, String> marks =
        Readings.splits(source, request(table, ColumnType.TEXT)).stream()
            .filter(split -> had.contains(split.object()))
            .collect(Collectors.toMap(Split::id, split -> split.mark().orElseThrow()));
    return (Collection<String> splits) ->
        marks.entrySet().stream()
            .filter(mark -> splits.contains(mark.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Optional<TableLayout> changes(String table, KnownMarks known)
      throws InterruptedException {
    return source.layoutOfChanges(new TableName("", table), TableOptions.NONE, known);
  }

  @Test
  void looksIntoTheChangedObjectsAlone() throws Exception {
    assertThat(changes("vitals/", has("vitals/", "vitals/a.csv", "vitals/c.csv")))
        .get()
        .extracting(TableLayout::columns)
        .isEqualTo(
            List.of(
                new Column("resident", ColumnType.WHOLE, true),
                new Column("pulse", ColumnType.DECIMAL, true),
                new Column("oxygen", ColumnType.WHOLE, true)));
  }

  @Test
  void seesAnObjectThatWasReplaced() throws Exception {
    s3.put("in/again/a.csv", "resident\n1\n");
    s3.put("in/again/b.csv", "resident\n2\n");
    KnownMarks known = has("again/", "again/a.csv", "again/b.csv");
    s3.put("in/again/b.csv", "resident,pulse\n2,70\n");
    assertThat(changes("again/", known).orElseThrow().columns())
        .extracting(Column::name)
        .containsExactly("resident", "pulse");
  }

  @Test
  void findsNothingWhereNothingChanged() throws Exception {
    KnownMarks known = has("vitals/", "vitals/a.csv", "vitals/b.csv", "vitals/c.csv");
    assertThat(changes("vitals/", known).orElseThrow().columns()).isEmpty();
  }

  @Test
  void leavesItToTheWholeLayoutWhereAFewObjectsDoNotTellEnough() throws Exception {
    assertThat(changes("vitals/", has("vitals/"))).as("all are new").isEmpty();
    assertThat(changes("mixed/", has("mixed/", "mixed/a.csv"))).as("another format").isEmpty();
    assertThat(changes("blank/", has("blank/", "blank/a.csv"))).as("no row").isEmpty();
  }

  @Test
  void takesTheOrderOfDayAndMonthFromAllObjectsWhereTheChangedDoNotTellIt() throws Exception {
    assertThat(dayRead("days/", "days/a.csv", "days/b.csv", 0)).isEqualTo(LocalDate.of(2024, 4, 3));
    assertThat(dayRead("told/", "told/a.csv", "told/b.csv", 1)).isEqualTo(LocalDate.of(2024, 3, 4));
  }

  /** Returns the day in a row of the object that changed. */
  private Object dayRead(String table, String known, String changed, int row)
      throws InterruptedException {
    assertThat(changes(table, has(table, known))).isPresent();
    ReadRequest.Full request = request(table, ColumnType.DATE);
    Split split =
        Readings.splits(source, request).stream()
            .filter(s -> s.object().equals(changed))
            .findFirst()
            .orElseThrow();
    return Readings.read(source, request, split).rows().get(row).values().get(0);
  }
}
