package tributary.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tributary.TestPostgres;
import tributary.spi.BatchBuilder;
import tributary.spi.ColumnType;

/** Whatever a source appends, PostgreSQL gives it back. */
class CopyRoundTripTest {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static TestPostgres database;

  @BeforeContainer
  static void open() {
    database = TestPostgres.create();
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  /** How a type is appended and what PostgreSQL then holds, as text. */
  private interface Append<T> {
    void to(BatchBuilder batch, T value);
  }

  @Property(tries = 60)
  void texts(@ForAll("texts") List<String> values) throws SQLException {
    assertThat(stored(ColumnType.TEXT, "text", "c", values, (b, v) -> b.text(v)))
        .isEqualTo(values.stream().map(v -> v.replace("\0", "")).toList());
  }

  @Property(tries = 60)
  void textsAsBytes(@ForAll("texts") List<String> values) throws SQLException {
    Append<String> append =
        (batch, value) -> {
          byte[] padded = ("<<" + value + ">>").getBytes(StandardCharsets.UTF_8);
          batch.text(padded, 2, padded.length - 2);
        };
    assertThat(stored(ColumnType.TEXT, "text", "c", values, append))
        .isEqualTo(values.stream().map(v -> v.replace("\0", "")).toList());
  }

  /** Digit by digit, never as {@code 1.2E+18}: {@code AB#12057}, {@code AB#28303}. */
  @Property(tries = 60)
  void wholeNumbers(@ForAll List<Long> values) throws SQLException {
    assertThat(stored(ColumnType.WHOLE, "bigint", "c::text", values, (b, v) -> b.whole(v)))
        .isEqualTo(values.stream().map(String::valueOf).toList());
  }

  @Property(tries = 200)
  void decimals(@ForAll("decimals") List<BigDecimal> values) throws SQLException {
    assertThat(stored(ColumnType.DECIMAL, "numeric", "c::text", values, (b, v) -> b.decimal(v)))
        .isEqualTo(
            values.stream().map(v -> (v.scale() < 0 ? v.setScale(0) : v).toPlainString()).toList());
  }

  @Property(tries = 60)
  void floatingNumbers(@ForAll List<Double> values) throws SQLException {
    List<String> back =
        stored(ColumnType.DOUBLE, "double precision", "c::text", values, (b, v) -> b.real(v));
    assertThat(back.stream().map(Double::valueOf).toList()).isEqualTo(values);
  }

  @Property(tries = 60)
  void days(@ForAll("days") List<LocalDate> values) throws SQLException {
    assertThat(
            stored(
                ColumnType.DATE,
                "date",
                "(c - date '1970-01-01')::text",
                values,
                (b, v) -> b.date(v)))
        .isEqualTo(values.stream().map(v -> String.valueOf(v.toEpochDay())).toList());
  }

  /** To the microsecond: {@code AB#9157}. */
  @Property(tries = 60)
  void instants(@ForAll("micros") List<Long> values) throws SQLException {
    assertThat(
            stored(
                ColumnType.TIMESTAMP,
                "timestamptz",
                "(extract(epoch from c) * 1000000)::bigint::text",
                values,
                (b, v) -> b.timestamp(v)))
        .isEqualTo(values.stream().map(String::valueOf).toList());
  }

  @Property(tries = 60)
  void daysWithTimes(@ForAll("micros") List<Long> values) throws SQLException {
    assertThat(
            stored(
                ColumnType.LOCAL_TIMESTAMP,
                "timestamp",
                "(extract(epoch from c) * 1000000)::bigint::text",
                values,
                (b, v) -> b.localTimestamp(v)))
        .isEqualTo(values.stream().map(String::valueOf).toList());
  }

  @Property(tries = 60)
  void timesOfDay(@ForAll("timesOfDay") List<Long> values) throws SQLException {
    assertThat(
            stored(
                ColumnType.TIME,
                "time",
                "(extract(epoch from c) * 1000000)::bigint::text",
                values,
                (b, v) -> b.time(v)))
        .isEqualTo(values.stream().map(String::valueOf).toList());
  }

  @Property(tries = 60)
  void uuids(@ForAll("uuids") List<UUID> values) throws SQLException {
    assertThat(stored(ColumnType.UUID, "uuid", "c::text", values, (b, v) -> b.uuid(v)))
        .isEqualTo(values.stream().map(UUID::toString).toList());
  }

  @Property(tries = 60)
  void yesAndNo(@ForAll List<Boolean> values) throws SQLException {
    assertThat(stored(ColumnType.BOOLEAN, "boolean", "c::text", values, (b, v) -> b.flag(v)))
        .isEqualTo(values.stream().map(String::valueOf).toList());
  }

  @Property(tries = 60)
  void bytes(@ForAll List<byte[]> values) throws SQLException {
    assertThat(stored(ColumnType.BYTES, "bytea", "encode(c, 'hex')", values, (b, v) -> b.bytes(v)))
        .isEqualTo(values.stream().map(v -> HexFormat.of().formatHex(v)).toList());
  }

  @Property(tries = 60)
  void json(@ForAll("texts") List<String> values) throws SQLException {
    Append<String> append =
        (batch, value) -> {
          StringBuilder json = new StringBuilder("{\"a\":[1.50,true,null,");
          JsonText.quote(value.replace("\0", ""), json);
          batch.json(json.append("]}"));
        };
    assertThat(stored(ColumnType.JSON, "jsonb", "c->'a'->>3", values, append))
        .isEqualTo(values.stream().map(v -> v.replace("\0", "")).toList());
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .all()
            .ofMaxLength(50)
            .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    return Arbitraries.oneOf(
            any, Arbitraries.of("", "a\0b", "\0", "👵🏽", "é\uffff", "\\N", "\u0001\t\n"))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<BigDecimal>> decimals() {
    Arbitrary<BigDecimal> any =
        Arbitraries.bigIntegers()
            .between(BigInteger.TEN.pow(60).negate(), BigInteger.TEN.pow(60))
            .flatMap(u -> Arbitraries.integers().between(-20, 60).map(s -> new BigDecimal(u, s)));
    return Arbitraries.oneOf(
            any,
            Arbitraries.longs()
                .flatMap(
                    u -> Arbitraries.integers().between(0, 6).map(s -> BigDecimal.valueOf(u, s))),
            Arbitraries.of(
                new BigDecimal("0"),
                new BigDecimal("0.00"),
                new BigDecimal("-0.0001"),
                new BigDecimal("10000"),
                new BigDecimal("99999999.99990"),
                new BigDecimal("1E+131071"),
                new BigDecimal("1E-16383"),
                BigDecimal.valueOf(Long.MIN_VALUE),
                BigDecimal.valueOf(Long.MAX_VALUE, 4)))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<LocalDate>> days() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(-2_400_000, 2_000_000_000).map(LocalDate::ofEpochDay),
            Arbitraries.of(
                LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31), LocalDate.of(1999, 12, 31)))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Long>> micros() {
    return Arbitraries.longs()
        .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<UUID>> uuids() {
    return Arbitraries.longs()
        .flatMap(high -> Arbitraries.longs().map(low -> new UUID(high, low)))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Long>> timesOfDay() {
    return Arbitraries.longs().between(0, 86_400_000_000L).list().ofMaxSize(20);
  }

  private static <T> List<String> stored(
      ColumnType type, String sqlType, String read, List<T> values, Append<T> append)
      throws SQLException {
    CopyBatchBuilder builder = new CopyBatchBuilder(new BatchLimits(1_000, 1 << 20));
    builder.begin(
        new ColumnPlan(1, List.of(new PlannedColumn("c", "c", type))),
        MisfitPolicy.KEEP_ROW,
        new RowStamp(UUID.randomUUID(), Instant.now(), "file.csv", 0),
        Integer.MAX_VALUE);
    long line = 0;
    for (T value : values) {
      builder.upsert(++line);
      append.to(builder, value);
    }
    CopyBatch batch = builder.finish();
    assertThat(batch.rows()).isEqualTo(values.size());
    List<String> back = new ArrayList<>();
    try (Connection connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement create =
          connection.prepareStatement(
              "create temporary table t (c "
                  + sqlType
                  + ", _run_id uuid, _loaded_at timestamptz, _source text, _issues jsonb)"
                  + " on commit drop")) {
        create.execute();
      }
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy t from stdin (format binary)");
      copy.writeToCopy(HEADER, 0, HEADER.length);
      copy.writeToCopy(batch.data().array(), 0, batch.data().size());
      copy.writeToCopy(new byte[] {-1, -1}, 0, 2);
      copy.endCopy();
      try (PreparedStatement select =
              connection.prepareStatement(
                  "select " + read + " from t order by split_part(_source, ':', 2)::int");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          back.add(rows.getString(1));
        }
      }
      connection.rollback();
    }
    return back;
  }
}
