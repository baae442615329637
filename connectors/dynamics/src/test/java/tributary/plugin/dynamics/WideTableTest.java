package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Connector;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.RecordingBatchBuilder;

/** Tables with more columns than an address has room for: 32,768 characters, at Microsoft. */
class WideTableTest {
  private static final TableName TEAM = new TableName("", "team");

  /** So many of these names still fit into what is asked for. */
  private static final int NAMED = 400;

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(200);

  private static void widen(int columns) {
    DATAVERSE
        .controls()
        .addColumns(
            TEAM.name(),
            IntStream.rangeClosed(1, columns).mapToObj("tr_measurement_%04d"::formatted).toList(),
            "whole");
  }

  /**
   * Some columns of a table, as they were read.
   *
   * @param question how their rows were asked for
   * @param rows their values
   */
  private record Taken(String question, List<List<Object>> rows) {}

  private static Taken take(Source source, List<Column> columns) throws InterruptedException {
    ReadRequest request = new ReadRequest.Full(TEAM, TableOptions.NONE, columns);
    Split split = source.plan(request).splits().next(1).get(0);
    RecordingBatchBuilder out = new RecordingBatchBuilder(columns, Integer.MAX_VALUE);
    try (BatchReader reader = source.open(request, split, Optional.empty())) {
      assertThat(reader.readInto(out)).isInstanceOf(ReadStep.Done.class);
    }
    return new Taken(
        split.payload(), out.rows().stream().map(RecordingBatchBuilder.Row::values).toList());
  }

  /** Reads the columns in parts that can be named, and puts their values side by side. */
  private static List<List<Object>> takeInParts(Source source, List<Column> columns)
      throws InterruptedException {
    List<List<Object>> rows = new ArrayList<>();
    for (int from = 0; from < columns.size(); from += NAMED) {
      Taken part = take(source, columns.subList(from, Math.min(columns.size(), from + NAMED)));
      assertThat(part.question()).contains("$select=");
      for (int row = 0; row < part.rows().size(); row++) {
        if (from == 0) {
          rows.add(new ArrayList<>());
        }
        rows.get(row).addAll(part.rows().get(row));
      }
    }
    return rows;
  }

  private static int status(List<Column> named) throws IOException, InterruptedException {
    String names = named.stream().map(Column::name).collect(Collectors.joining(","));
    URI teams = URI.create(DATAVERSE.sandbox().url() + "/api/data/v9.2/teams?$select=" + names);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(teams).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void namesNoColumnsWhereAnAddressHasNoRoomForThemAndTakesThoseThatAreWanted()
      throws IOException, InterruptedException {
    widen(2_400);
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      List<Column> wanted =
          source.layout(TEAM, TableOptions.NONE).columns().stream()
              .filter(column -> !column.name().endsWith("7"))
              .toList();
      assertThat(status(wanted)).as("of an address that names them all").isEqualTo(414);
      assertThat(status(wanted.subList(0, NAMED))).as("without a sign-in").isEqualTo(401);

      Taken taken = take(source, wanted);
      assertThat(taken.question()).endsWith("/teams").doesNotContain("$select");
      assertThat(taken.rows()).hasSizeGreaterThan(2).isEqualTo(takeInParts(source, wanted));
    }
  }

  @Test
  void readsFiveThousandColumnsOfOneTable() throws InterruptedException {
    widen(5_000);
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      List<Column> columns = source.layout(TEAM, TableOptions.NONE).columns();
      assertThat(columns)
          .hasSizeGreaterThan(5_000)
          .filteredOn(column -> column.name().equals("tr_measurement_5000"))
          .extracting(Column::type)
          .containsExactly(ColumnType.WHOLE);
      List<List<Object>> rows = take(source, columns).rows();
      assertThat(rows).hasSizeGreaterThan(2).isEqualTo(takeInParts(source, columns));
      assertThat(rows.get(0)).filteredOn(Long.class::isInstance).hasSizeGreaterThan(4_000);
    }
  }
}
