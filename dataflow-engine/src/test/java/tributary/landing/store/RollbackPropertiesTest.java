package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tributary.TestPostgres;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.Landing;
import tributary.landing.MisfitPolicy;
import tributary.landing.Policies;
import tributary.pipeline.ChangingSource;
import tributary.problem.Refusal;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/**
 * Runs of all kinds in any order, against an oracle: a published state holds what the source held,
 * and a rollback brings back the state before, byte for byte: rows, columns, cursor and ledger.
 */
class RollbackPropertiesTest {
  private static final Column ID = new Column("id", ColumnType.WHOLE, true);
  private static final Column NAME = new Column("name", ColumnType.TEXT, true);
  private static final Column WING = new Column("wing", ColumnType.TEXT, true);
  private static final Column ROOM = new Column("room", ColumnType.WHOLE, true);

  private static TestPostgres database;

  @BeforeContainer
  static void open() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  enum Kind {
    ROWS,
    OBJECTS,
    OBJECTS_WITH_KEY
  }

  enum Step {
    CHANGE,
    COLUMNS,
    FULL,
    INCREMENTAL,
    INCREMENTAL_AGAIN,
    ROLL_BACK,
    ROLL_BACK_AGAIN
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void aRollbackBringsBackTheStateBeforeByteForByte(
      @ForAll Kind kind,
      @ForAll DeletePolicy deletes,
      @ForAll long seed,
      @ForAll @Size(min = 4, max = 24) List<Step> steps)
      throws Exception {
    try (Play play = new Play(kind, deletes, seed)) {
      for (Step step : steps) {
        play.play(step);
      }
      while (play.possible()) {
        play.rollBack();
      }
    }
  }

  /** A dataflow with the states that it has been in. */
  private static final class Play implements AutoCloseable {
    private final Kind kind;
    private final Random random;
    private final RefreshFixture flow;
    private final boolean complete;
    private final Deque<String> states = new ArrayDeque<>();
    private final TreeMap<Integer, List<String>> rows = new TreeMap<>();
    private final TreeMap<String, List<List<String>>> objects = new TreeMap<>();
    private int marks;

    Play(Kind kind, DeletePolicy deletes, long seed) throws Exception {
      this.kind = kind;
      random = new Random(seed);
      ChangingSource source =
          kind == Kind.ROWS ? ChangingSource.ofRows(ID, NAME) : ChangingSource.ofObjects(ID, NAME);
      flow = new RefreshFixture(database, source, 6);
      flow.chosenKey = kind == Kind.OBJECTS_WITH_KEY ? List.of("id") : List.of();
      flow.policies = new Policies(deletes, DriftPolicy.APPLY, 100, 100, -1, 0);
      flow.misfits = MisfitPolicy.WIDEN;
      complete = deletes == DeletePolicy.REMOVE;
      change();
    }

    void play(Step step) throws Exception {
      switch (step) {
        case CHANGE -> change();
        case COLUMNS -> changeColumns();
        case FULL -> refresh(false);
        case INCREMENTAL, INCREMENTAL_AGAIN -> {
          change();
          refresh(true);
        }
        case ROLL_BACK, ROLL_BACK_AGAIN -> rollBack();
      }
    }

    private void change() {
      flow.source.tick();
      for (int i = 0; i < 4; i++) {
        if (kind == Kind.ROWS) {
          changeRow();
        } else {
          changeObject();
        }
      }
    }

    private void changeRow() {
      int id = random.nextInt(12);
      if (random.nextInt(3) == 0) {
        rows.remove(id);
        flow.source.delete(String.valueOf(id));
      } else {
        List<String> row = row(id);
        rows.put(id, row);
        flow.source.upsert(row.toArray(new String[0]));
      }
    }

    private void changeObject() {
      String object = "o" + random.nextInt(5);
      if (random.nextInt(3) == 0 && objects.size() > 1) {
        objects.remove(object);
        flow.source.remove(object);
        return;
      }
      List<List<String>> content = new ArrayList<>();
      // each object has keys of its own, so that a full read finds each key once
      int first = 100 * Integer.parseInt(object.substring(1));
      for (int i = 0; i < 6; i++) {
        if (random.nextBoolean()) {
          content.add(row(first + i));
        }
      }
      objects.put(object, content);
      flow.source.put(object, "m" + marks++, content);
    }

    private List<String> row(int id) {
      List<String> row = new ArrayList<>();
      for (Column column : flow.source.columns) {
        row.add(
            column.equals(ID)
                ? String.valueOf(id)
                : column.equals(ROOM) ? room() : "n" + random.nextInt(3));
      }
      return row;
    }

    /** Now and then a room that is no number, so that its column must widen. */
    private String room() {
      int room = random.nextInt(90);
      return random.nextInt(20) == 0 ? room + "b" : String.valueOf(room);
    }

    /** Columns come and go at the end, so that rows from before still fit. */
    private void changeColumns() {
      List<Column> columns = flow.source.columns;
      if (columns.size() > 2 && random.nextBoolean()) {
        columns.remove(columns.size() - 1);
        // what stands in the source has no such values any more
        objects.replaceAll((object, content) -> cut(content, columns.size()));
        objects.forEach((object, content) -> flow.source.put(object, "m" + marks++, content));
        rows.replaceAll((id, row) -> row.subList(0, Math.min(row.size(), columns.size())));
        flow.source.tick();
        rows.values().forEach(row -> flow.source.upsert(row.toArray(new String[0])));
      } else if (columns.size() == 2) {
        columns.add(random.nextBoolean() ? WING : ROOM);
      } else if (columns.size() == 3) {
        columns.add(columns.contains(WING) ? ROOM : WING);
      }
    }

    private static List<List<String>> cut(List<List<String>> content, int size) {
      return content.stream()
          .map(row -> row.subList(0, Math.min(row.size(), size)))
          .<List<String>>map(ArrayList::new)
          .toList();
    }

    private void refresh(boolean incremental) throws Exception {
      states.push(flow.state());
      flow.refresh(incremental);
      if (complete || !incremental) {
        assertThat(flow.rows("select id, name from $.residents order by 1"))
            .containsExactlyElementsOf(expected());
      }
    }

    private List<String> expected() {
      List<List<String>> all = new ArrayList<>(rows.values());
      objects.values().forEach(all::addAll);
      return all.stream().map(row -> row.get(0) + "|" + row.get(1)).toList();
    }

    boolean possible() {
      return flow.landing
          .undo(flow.tenant, flow.dataflow)
          .filter(Landing.Undo::possible)
          .isPresent();
    }

    void rollBack() {
      Optional<Landing.Undo> undo = flow.landing.undo(flow.tenant, flow.dataflow);
      assertThat(undo.isPresent()).isEqualTo(!states.isEmpty());
      if (undo.isEmpty()) {
        return;
      }
      if (!undo.get().possible()) {
        String before = flow.state();
        assertThatThrownBy(flow::rollBack).isInstanceOf(Refusal.class);
        assertThat(flow.state()).isEqualTo(before);
        return;
      }
      flow.rollBack();
      String before = states.pop();
      if (states.isEmpty()) {
        assertThat(flow.rows("select id from $.residents")).isEmpty();
      } else {
        assertThat(flow.state()).isEqualTo(before);
      }
    }

    @Override
    public void close() {
      flow.close();
    }
  }
}
