package tributary.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.plugin.dynamics.DynamicsPlugin;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Connector;
import tributary.spi.ConnectorFactory;
import tributary.spi.Source;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;
import tributary.testkit.MapConfigValues;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.TestContext;

/** A service, read by the OData v4 connector as its plugin offers it. */
final class ServiceReading implements AutoCloseable {
  private final TestContext context = new TestContext();
  private final Connector connector;
  private final Source source;
  private final URI root;
  private final PlainHttp plain;

  /**
   * @param settings all but the address
   * @param plain asks the same service for what is expected
   */
  ServiceReading(URI root, Map<String, String> settings, PlainHttp plain) {
    this.root = root;
    this.plain = plain;
    ConnectorFactory factory = factory();
    MapConfigValues values =
        MapConfigValues.of(factory.descriptor().config(), settings)
            .with("address", root.toString());
    connector = factory.create(values, context);
    source = connector.source().orElseThrow();
  }

  /** Returns the connector of the card “OData v4”. */
  static ConnectorFactory factory() {
    return new DynamicsPlugin()
        .factories().stream()
            .filter(one -> one.descriptor().id().value().equals("odata"))
            .findFirst()
            .orElseThrow();
  }

  CheckReport check() throws InterruptedException {
    return connector.check();
  }

  /** Returns what the check says of this setting, at which it must fail. */
  String refusal(String field) throws InterruptedException {
    CheckStep failure = check().failure().orElseThrow();
    assertThat(failure.fieldKey()).as(failure.detail()).contains(field);
    return failure.detail();
  }

  List<String> tables() throws InterruptedException {
    return source.tables().stream().map(table -> table.name().name()).toList();
  }

  TableLayout layout(String table) throws InterruptedException {
    return source.layout(new TableName("", table), TableOptions.NONE);
  }

  Map<String, ColumnType> types(String table) throws InterruptedException {
    return layout(table).columns().stream().collect(Collectors.toMap(Column::name, Column::type));
  }

  FullRead read(String table) throws InterruptedException {
    return FullRead.of(source, new TableName("", table));
  }

  /** Reads a table as a process does that dies at every batch of so many rows. */
  FullRead readCrashing(String table, int rowsPerBatch) throws InterruptedException {
    return FullRead.crashingAfterEveryBatch(source, new TableName("", table), rowsPerBatch);
  }

  /** Compares every value of every row, and returns what was expected; no order is promised. */
  PlainHttp.Rows requireSameAsPlain(String table) throws IOException, InterruptedException {
    PlainHttp.Rows expected = plain.rows(root.resolve(table));
    FullRead read = read(table);
    List<Column> columns = layout(table).columns();
    List<List<Object>> rows = new ArrayList<>();
    for (RecordingBatchBuilder.Row row : read.rows()) {
      List<Object> values = new ArrayList<>();
      for (Object value : row.values()) {
        values.add(comparable(value));
      }
      rows.add(values);
    }
    List<List<Object>> wanted = new ArrayList<>();
    for (JsonNode record : expected.all()) {
      List<Object> values = new ArrayList<>();
      for (Column column : columns) {
        values.add(wanted(column.type(), record.get(column.name())));
      }
      wanted.add(values);
    }
    assertThat(read.rejects()).as("rejects of %s", table).isEmpty();
    assertThat(rows).as("rows of %s", table).containsExactlyInAnyOrderElementsOf(wanted);
    return expected;
  }

  private Object comparable(Object value) throws IOException {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    return value instanceof RecordingBatchBuilder.Json json ? plain.tree(json.text()) : value;
  }

  private static Object wanted(ColumnType type, JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    return switch (type) {
      case TEXT -> value.asText();
      case WHOLE -> value.longValue();
      case DECIMAL -> new BigDecimal(value.asText()).stripTrailingZeros();
      case DOUBLE -> value.isTextual() ? notFinite(value.textValue()) : value.doubleValue();
      case BOOLEAN -> value.booleanValue();
      case DATE -> LocalDate.parse(value.textValue());
      case TIMESTAMP -> moment(value.textValue());
      case TIME -> LocalTime.parse(value.textValue());
      case UUID -> UUID.fromString(value.textValue());
      case BYTES -> ByteBuffer.wrap(Base64.getUrlDecoder().decode(value.textValue()));
      case JSON -> value;
      case LOCAL_TIMESTAMP -> throw new IllegalStateException("OData has no such type");
    };
  }

  private static Instant moment(String text) {
    return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  private static double notFinite(String text) {
    return switch (text) {
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text);
    };
  }

  @Override
  public void close() {
    connector.close();
    context.close();
  }
}
