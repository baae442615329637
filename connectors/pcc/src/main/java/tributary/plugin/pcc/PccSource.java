package tributary.plugin.pcc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tributary.spi.BatchReader;
import tributary.spi.ConfigField;
import tributary.spi.ConnectorContext;
import tributary.spi.Cursor;
import tributary.spi.FieldHead;
import tributary.spi.NextCursor;
import tributary.spi.Position;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.RowKey;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.SplitSource;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/** Lists, plans and reads the tables. */
final class PccSource implements Source {
  private static final String KEEP_JSON = "keepJson";

  /** Patients that are read as one part. */
  private static final int PATIENTS_PER_SPLIT = 500;

  private static final int CURSOR_FORMAT = 1;

  /** Days of the calendar that are read before and after today. */
  private static final int CALENDAR_DAYS = 365;

  private static final List<ConfigField> OPTIONS =
      List.of(
          new ConfigField.Flag(
              FieldHead.optional(
                  KEEP_JSON,
                  "Keep the untouched JSON",
                  "A column more, with each record as PointClickCare sends it")));

  private final PccConfig config;
  private final PccClient client;
  private final PccPlaces places;
  private final PccRights rights;
  private final ConnectorContext context;

  PccSource(PccConfig config, PccClient client, PccPlaces places, ConnectorContext context) {
    this.config = config;
    this.client = client;
    this.places = places;
    this.rights = new PccRights(config, client, places);
    this.context = context;
  }

  PccRights rights() {
    return rights;
  }

  @Override
  public List<TableDescriptor> tables() throws InterruptedException {
    Map<String, String> forbidden = rights.forbidden();
    List<TableDescriptor> tables = new ArrayList<>();
    for (PccTable table : PccTables.list()) {
      tables.add(
          new TableDescriptor(
              table.tableName(),
              table.label(),
              table.name(),
              table.purpose(),
              table.parent().map(parent -> new TableName("", parent)),
              OPTIONS,
              OptionalLong.empty(),
              Optional.ofNullable(forbidden.get(table.path()))));
    }
    return tables;
  }

  @Override
  public TableLayout layout(TableName name, TableOptions options) {
    PccTable table = table(name);
    Set<ReadKind> reads = EnumSet.of(ReadKind.FULL);
    table.since().ifPresent(parameter -> reads.add(ReadKind.INCREMENTAL));
    if (PccEvents.tellOf(name)) {
      reads.add(ReadKind.BY_KEYS);
    }
    return new TableLayout(
        table.layout(options.value(KEEP_JSON).map(Boolean::parseBoolean).orElse(false)),
        table.key(),
        reads,
        false,
        OptionalLong.empty(),
        Map.of());
  }

  private static PccTable table(TableName name) {
    return PccTables.named(name.name()).orElseThrow(() -> PccRows.unknown(name.name()));
  }

  @Override
  public ReadPlan plan(ReadRequest request) throws InterruptedException {
    PccTable table = table(request.table());
    Instant now = context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    if (request instanceof ReadRequest.ByKeys some) {
      return new ReadPlan(
          SplitSource.of(splits(some, variables(table, request, now))), new NextCursor.None());
    }
    SplitSource splits = SplitSource.of(splits(table, variables(table, request, now)));
    return new ReadPlan(
        splits,
        table.since().isPresent()
            ? new NextCursor.KnownAtPlan(new Cursor(CURSOR_FORMAT, now.toString()))
            : new NextCursor.None());
  }

  private static Map<String, String> variables(PccTable table, ReadRequest request, Instant now) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (table.path().contains("{from}")) {
      LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
      variables.put("from", today.minusDays(CALENDAR_DAYS).toString());
      variables.put("to", today.plusDays(CALENDAR_DAYS).toString());
    }
    if (request instanceof ReadRequest.Incremental changed) {
      Instant since = Instant.parse(changed.since().value()).minus(changed.lookBack());
      // Moments in questions have exactly three digits after the second: confirmed.
      variables.put("since", millis(since));
    }
    return variables;
  }

  private static String millis(Instant moment) {
    return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
        .withZone(ZoneOffset.UTC)
        .format(moment);
  }

  private List<Split> splits(PccTable table, Map<String, String> variables)
      throws InterruptedException {
    List<Split> splits = new ArrayList<>();
    if (table.scope() == PccTable.Scope.ORGANIZATION) {
      return List.of(PccSplit.of("all", new PccSplit(Optional.empty(), "", List.of(), variables)));
    }
    for (PccFacility facility : places.facilities()) {
      List<List<Long>> parts =
          table.scope() == PccTable.Scope.PATIENT
              ? parts(places.patients(facility))
              : List.of(List.<Long>of());
      for (int part = 0; part < parts.size(); part++) {
        splits.add(
            PccSplit.of(
                facility.id() + "-" + part,
                new PccSplit(
                    Optional.of(facility.id()), facility.words(), parts.get(part), variables)));
      }
    }
    return splits;
  }

  /**
   * Patients that are not there, or are in a facility that the settings leave out, have no rows.
   */
  private List<Split> splits(ReadRequest.ByKeys request, Map<String, String> variables)
      throws InterruptedException {
    Map<PccFacility, List<Long>> byFacility = new LinkedHashMap<>();
    places
        .facilitiesOf(patients(request.keys()))
        .forEach(
            (patient, facility) ->
                byFacility.computeIfAbsent(facility, one -> new ArrayList<>()).add(patient));
    List<Split> splits = new ArrayList<>();
    for (Map.Entry<PccFacility, List<Long>> one : byFacility.entrySet()) {
      List<List<Long>> parts = parts(one.getValue());
      for (int part = 0; part < parts.size(); part++) {
        splits.add(
            PccSplit.of(
                one.getKey().id() + "-" + part,
                new PccSplit(
                    Optional.of(one.getKey().id()),
                    one.getKey().words(),
                    parts.get(part),
                    variables)));
      }
    }
    return splits;
  }

  /** The patient is the first column of each such table's key. */
  private static Set<Long> patients(List<RowKey> keys) {
    Set<Long> patients = new LinkedHashSet<>();
    for (RowKey key : keys) {
      if (key.values().get(0).matches("\\d{1,18}")) {
        patients.add(Long.valueOf(key.values().get(0)));
      }
    }
    return patients;
  }

  private static List<List<Long>> parts(List<Long> patients) {
    List<List<Long>> parts = new ArrayList<>();
    for (int from = 0; from < patients.size(); from += PATIENTS_PER_SPLIT) {
      parts.add(patients.subList(from, Math.min(patients.size(), from + PATIENTS_PER_SPLIT)));
    }
    return parts;
  }

  @Override
  public TableName readBeside(TableName name) {
    return PccTables.named(name.name())
        .map(PccTables::firstBeside)
        .map(PccTable::tableName)
        .orElse(name);
  }

  @Override
  public boolean readersMostlyWait() {
    return true;
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    PccTable known = table(request.table());
    PccTable table = request instanceof ReadRequest.ByKeys ? known.byPatient() : known;
    return new PccPages(
        client,
        table,
        !(request instanceof ReadRequest.ByKeys) && PccTables.isBesideOthers(table),
        request.columns(),
        asks(table, PccSplit.parse(split)),
        config.pageSize(),
        from);
  }

  private List<PccAsk> asks(PccTable table, PccSplit split) {
    List<Optional<Long>> whom =
        table.scope() == PccTable.Scope.PATIENT
            ? split.patients().stream().map(Optional::of).toList()
            : List.of(Optional.<Long>empty());
    return whom.stream()
        .flatMap(
            patient ->
                table
                    .asks()
                    .map(
                        variant ->
                            PccAsk.of(table, config.organization(), split, patient, variant)))
        .toList();
  }
}
