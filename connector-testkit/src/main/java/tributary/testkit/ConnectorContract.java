package tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.Column;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.Connector;
import tributary.spi.ConnectorDescriptor;
import tributary.spi.ConnectorException;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorPlugin;
import tributary.spi.EventGroup;
import tributary.spi.FieldHead;
import tributary.spi.NextCursor;
import tributary.spi.Option;
import tributary.spi.ReadKind;
import tributary.spi.ReadRequest;
import tributary.spi.Role;
import tributary.spi.RowKey;
import tributary.spi.Secret;
import tributary.spi.Source;
import tributary.spi.Spi;
import tributary.spi.Split;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableOptions;
import tributary.spi.WebhookAnswer;
import tributary.spi.WebhookLogin;
import tributary.spi.WebhookReceiver;
import tributary.spi.WebhookRequest;

/**
 * The contract of a connector, as tests. Subclass it with a connector, and with settings that work
 * against a stand-in of the vendor that has at least one readable table of several rows.
 */
public abstract class ConnectorContract {
  private static final int MOST_ICON_BYTES = 64 * 1024;
  private static final String CANARY = "canary-b1f1c7e4-secret";

  private final TestContext context = new TestContext();

  /** Returns the plugin. */
  protected abstract ConnectorPlugin plugin();

  /** Returns settings that work; secrets in clear. */
  protected abstract Map<String, String> settings();

  /** Returns the connector under test; by default the plugin's only one. */
  protected ConnectorFactory factory() {
    List<ConnectorFactory> factories = plugin().factories();
    assertThat(factories).as("connectors of the plugin").hasSize(1);
    return factories.get(0);
  }

  /** Returns after how many rows a batch is full, where reads are cut off and resumed. */
  protected int rowsPerBatch() {
    return 2;
  }

  @AfterEach
  void deleteScratchFiles() {
    context.close();
  }

  private ConfigSpec spec() {
    return factory().descriptor().config();
  }

  private Connector connector(Map<String, String> settings) {
    return factory().create(MapConfigValues.of(spec(), settings), context);
  }

  private Connector connector() {
    return connector(settings());
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ConnectorPlugin.class))
        .extracting(Object::getClass)
        .as("META-INF/services/%s", ConnectorPlugin.class.getName())
        .contains(plugin().getClass());
  }

  @Test
  void staysOutOfTheContractsPackage() {
    assertThat(List.of(plugin().getClass().getName(), factory().getClass().getName()))
        .as("classes that a closed loader would look for in the host")
        .noneMatch(name -> name.startsWith("tributary.spi."));
  }

  @Test
  void describesItself() throws IOException {
    ConnectorDescriptor descriptor = factory().descriptor();
    assertThat(descriptor).isEqualTo(factory().descriptor());
    assertThat(descriptor.requiresSpi()).isBetween(1, Spi.VERSION);
    assertThat(descriptor.displayName()).isNotBlank();
    assertThat(descriptor.summary()).isNotBlank();
    assertThat(descriptor.version()).isNotBlank();
    try (InputStream icon =
        plugin().getClass().getClassLoader().getResourceAsStream(descriptor.icon().resource())) {
      assertThat(icon).as("icon %s", descriptor.icon().resource()).isNotNull();
      assertThat(icon.readAllBytes()).hasSizeBetween(1, MOST_ICON_BYTES);
    }
  }

  @Test
  void describesItsSettings() {
    checkFields(spec().fields());
  }

  private static void checkFields(List<ConfigField> fields) {
    Set<String> keys = new HashSet<>();
    fields.forEach(field -> keys.add(field.head().key()));
    for (ConfigField field : fields) {
      FieldHead head = field.head();
      assertThat(head.label()).as("label of %s", head.key()).isNotBlank();
      head.shownWhen().ifPresent(when -> assertThat(keys).contains(when.key()));
      if (field instanceof ConfigField.RemoteChoice remote) {
        assertThat(keys)
            .as("fields that %s depends on", head.key())
            .containsAll(remote.dependsOn());
      }
      if (field instanceof ConfigField.Certificate certificate) {
        assertThat(keys).contains(certificate.passwordKey());
      }
      if (field instanceof ConfigField.Choice choice) {
        assertThat(choice.options()).as("options of %s", head.key()).isNotEmpty();
        head.defaultValue()
            .ifPresent(
                value -> assertThat(choice.options()).extracting(Option::value).contains(value));
      }
    }
  }

  @Test
  void doesNothingBeforeItIsAsked() {
    try (Connector connector = connector()) {
      assertThat(connector).isNotNull();
      assertThat(context.askedFor()).as("addresses asked for by create").isEmpty();
    }
  }

  @Test
  void offersWhatItsRolesSay() {
    try (Connector connector = connector()) {
      Set<Role> roles = factory().descriptor().roles();
      assertThat(connector.source().isPresent()).isEqualTo(roles.contains(Role.SOURCE));
      assertThat(connector.sink().isPresent()).isEqualTo(roles.contains(Role.SINK));
      assertThat(connector.webhooks().isPresent()).isEqualTo(roles.contains(Role.WEBHOOK));
      assertThat(connector.source()).isEqualTo(connector.source());
    }
  }

  @Test
  void passesItsCheckWithGoodSettings() throws InterruptedException {
    try (Connector connector = connector()) {
      CheckReport report = connector.check();
      assertThat(report.steps()).isNotEmpty().allMatch(CheckStep::passed);
      assertThat(report.steps()).noneMatch(step -> step.name().isBlank());
      assertThat(context.askedFor()).as("addresses that the host was asked about").isNotEmpty();
    }
  }

  @Test
  void namesTheSettingThatIsMissing() throws InterruptedException {
    MapConfigValues values = MapConfigValues.of(spec(), settings());
    for (ConfigField field : spec().fields()) {
      FieldHead head = field.head();
      boolean needed = head.required() && head.defaultValue().isEmpty();
      if (!needed || !settings().containsKey(head.key())) {
        continue;
      }
      try (Connector connector = factory().create(values.with(head.key(), ""), context)) {
        assertThat(connector.check().failure())
            .as("check without %s", head.key())
            .hasValueSatisfying(step -> assertThat(step.fieldKey()).contains(head.key()));
      } catch (ConnectorException e) {
        assertThat(e.fieldKey()).as("failure without %s", head.key()).contains(head.key());
      }
    }
  }

  @Test
  void neverTellsASecret() throws InterruptedException {
    for (ConfigField field : spec().fields()) {
      if (!(field instanceof ConfigField.Secret)) {
        continue;
      }
      Map<String, String> wrong = new HashMap<>(settings());
      wrong.put(field.head().key(), CANARY);
      List<String> said = new ArrayList<>();
      try (Connector connector = connector(wrong)) {
        connector.check().steps().forEach(step -> said.add(step.toString()));
        if (connector.source().isPresent()) {
          connector.source().get().tables().forEach(table -> said.add(table.toString()));
        }
      } catch (ConnectorException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
          said.add(cause.toString());
        }
      }
      said.addAll(context.notes());
      assertThat(said).isNotEmpty().noneMatch(text -> text.contains(CANARY));
    }
  }

  @Test
  void keepsToTheHostsNetworkRules() throws InterruptedException {
    try (Connector probe = connector()) {
      probe.check();
    }
    context.askedFor().forEach(address -> context.refuse(address.getHost()));
    try (Connector connector = connector()) {
      assertThat(connector.check().failure())
          .as("check when the host refuses the address")
          .hasValueSatisfying(
              step ->
                  assertThat(step.code())
                      .hasValueSatisfying(
                          code -> assertThat(code.name()).isEqualTo("ADDRESS_NOT_ALLOWED")));
    }
  }

  @Test
  void obeysInterruption() {
    try (Connector connector = connector()) {
      Thread.currentThread().interrupt();
      assertThat(interrupted(connector)).as("check of an interrupted thread is cancelled").isTrue();
    }
  }

  private static boolean interrupted(Connector connector) {
    try {
      connector.check();
      return false;
    } catch (InterruptedException e) {
      return true;
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void listsTheSameTablesEachTime() throws InterruptedException {
    try (Connector connector = connector()) {
      if (connector.source().isEmpty()) {
        return;
      }
      List<TableDescriptor> tables = connector.source().get().tables();
      assertThat(tables).isNotEmpty().isEqualTo(connector.source().get().tables());
      assertThat(tables).extracting(TableDescriptor::name).doesNotHaveDuplicates();
      assertThat(tables).noneMatch(table -> table.suggestedEntity().isBlank());
      tables.forEach(table -> checkFields(table.options()));
    }
  }

  @Test
  void readsEveryReadableTableTheSameTwice() throws InterruptedException {
    try (Connector connector = connector()) {
      if (connector.source().isEmpty()) {
        return;
      }
      Source source = connector.source().get();
      long rows = 0;
      for (TableDescriptor table : readable(source)) {
        FullRead first = FullRead.of(source, table.name()).withoutCursor();
        FullRead second = FullRead.of(source, table.name()).withoutCursor();
        assertThat(second).as("second read of %s", table.fileName()).isEqualTo(first);
        rows += first.rows().size();
      }
      assertThat(rows).as("rows of all tables").isGreaterThan(rowsPerBatch());
    }
  }

  @Test
  void readsTheSameRowsWhereNoCursorIsWanted() throws InterruptedException {
    try (Connector connector = connector()) {
      if (connector.source().isEmpty()) {
        return;
      }
      Source source = connector.source().get();
      for (TableDescriptor table : readable(source)) {
        assertThat(FullRead.onceForAll(source, table.name()).rows())
            .as("rows of %s, after which nothing follows", table.fileName())
            .containsExactlyInAnyOrderElementsOf(FullRead.of(source, table.name()).rows());
      }
    }
  }

  @Test
  void goesOnAfterACrashAtEveryBatch() throws InterruptedException {
    try (Connector connector = connector()) {
      if (connector.source().isEmpty()) {
        return;
      }
      Source source = connector.source().get();
      for (TableDescriptor table : readable(source)) {
        FullRead whole = FullRead.of(source, table.name()).withoutCursor();
        FullRead crashed = FullRead.crashingAfterEveryBatch(source, table.name(), rowsPerBatch());
        assertThat(crashed.withoutCursor())
            .as("read of %s in pieces", table.fileName())
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void marksWhatDidNotChangeTheSame() throws InterruptedException {
    try (Connector connector = connector()) {
      if (connector.source().isEmpty()) {
        return;
      }
      Source source = connector.source().get();
      for (TableDescriptor table : readable(source)) {
        TableLayout layout = source.layout(table.name(), TableOptions.NONE);
        assertThat(layout.columns())
            .as("columns of %s with a label that says nothing", table.fileName())
            .noneMatch(column -> column.label().filter(String::isBlank).isPresent());
        ReadRequest.Full full =
            new ReadRequest.Full(table.name(), TableOptions.NONE, layout.columns());
        boolean ledger = source.plan(full).next() instanceof NextCursor.Ledger;
        assertThat(ledger)
            .as("%s says it has a ledger and plans one", table.fileName())
            .isEqualTo(layout.reads().contains(ReadKind.LEDGER));
        List<Split> splits = FullRead.splits(source.plan(full));
        assertThat(splits).allMatch(split -> split.mark().isPresent() == ledger);
        if (ledger) {
          assertThat(marks(FullRead.splits(source.plan(full))))
              .as("marks of %s, planned again", table.fileName())
              .isEqualTo(marks(splits));
        }
      }
    }
  }

  private static Map<String, String> marks(List<Split> splits) {
    Map<String, String> marks = new HashMap<>();
    splits.forEach(split -> marks.put(split.id(), split.mark().orElseThrow()));
    return marks;
  }

  @Test
  void readsFromItsCursorNothingThatAFullReadDoesNotHave() throws InterruptedException {
    try (Connector connector = connector()) {
      if (connector.source().isEmpty()) {
        return;
      }
      Source source = connector.source().get();
      for (TableDescriptor table : readable(source)) {
        TableLayout layout = source.layout(table.name(), TableOptions.NONE);
        if (layout.reads().contains(ReadKind.INCREMENTAL)) {
          FullRead whole = FullRead.of(source, table.name());
          FullRead since = FullRead.since(source, table.name(), whole.cursor().orElseThrow());
          assertThat(whole.rows())
              .as("rows of %s that come again", table.fileName())
              .containsAll(since.rows());
        }
      }
    }
  }

  @Test
  void readsByKeyWhatAFullReadHasUnderIt() throws InterruptedException {
    try (Connector connector = connector()) {
      if (connector.source().isEmpty()) {
        return;
      }
      Source source = connector.source().get();
      for (TableDescriptor table : readable(source)) {
        TableLayout layout = source.layout(table.name(), TableOptions.NONE);
        if (layout.reads().contains(ReadKind.BY_KEYS)) {
          List<RecordingBatchBuilder.Row> whole = FullRead.of(source, table.name()).rows();
          int first =
              layout.columns().stream().map(Column::name).toList().indexOf(layout.key().get(0));
          List<Object> under =
              whole.stream().map(row -> row.values().get(first)).distinct().limit(2).toList();
          if (!under.isEmpty()) {
            List<RowKey> keys =
                under.stream().map(value -> RowKey.of(String.valueOf(value))).toList();
            assertThat(FullRead.byKeys(source, table.name(), keys).rows())
                .as("rows of %s under %d keys", table.fileName(), keys.size())
                .containsExactlyInAnyOrderElementsOf(
                    whole.stream().filter(row -> under.contains(row.values().get(first))).toList());
          }
        }
      }
    }
  }

  @Test
  void takesNoEventFromWhoProvesNothing() {
    try (Connector connector = connector()) {
      if (connector.webhooks().isEmpty()) {
        return;
      }
      WebhookReceiver receiver = connector.webhooks().get();
      assertThat(receiver.eventGroups()).extracting(EventGroup::key).doesNotHaveDuplicates();
      assertThat(receiver.eventGroups()).noneMatch(group -> group.label().isBlank());
      for (String body : List.of("", "{}", "[", "\u0000")) {
        assertThat(
                receiver.receive(
                    new WebhookRequest(
                        "POST",
                        Map.of(),
                        Map.of(),
                        body.getBytes(StandardCharsets.UTF_8),
                        context.clock().instant(),
                        new WebhookLogin("user", Secret.of(CANARY)))))
            .as("an event without credentials")
            .isEqualTo(new WebhookAnswer.Refused(WebhookAnswer.Reason.BAD_SIGNATURE));
      }
      assertThat(context.askedFor()).as("addresses asked for by receive").isEmpty();
    }
  }

  private static List<TableDescriptor> readable(Source source) throws InterruptedException {
    List<TableDescriptor> tables =
        source.tables().stream().filter(table -> table.unreadable().isEmpty()).toList();
    assertThat(tables).as("readable tables").isNotEmpty();
    return tables;
  }
}
