package tributary.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tributary.plugin.ConnectorCard;
import tributary.plugin.ConnectorCatalogue;
import tributary.plugin.IconImage;
import tributary.plugin.PluginProblem;
import tributary.problem.Refusal;
import tributary.spi.BatchReader;
import tributary.spi.Category;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.ConfigValues;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.ConnectorId;
import tributary.spi.FieldHead;
import tributary.spi.Option;
import tributary.spi.Position;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.Role;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableDescriptor;
import tributary.spi.TableDescriptor.SuggestedPurpose;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/** An installation with one connector, "files", whose source a test arranges. */
public final class FilesConnector implements ConnectorCatalogue {
  public static final ConnectorId ID = new ConnectorId("files");

  /** The settings it asks for. */
  public static final ConfigSpec SPEC =
      new ConfigSpec(
          2,
          List.of(
              new ConfigField.Text(FieldHead.required("accessKey", "Access key ID", ""), 20),
              new ConfigField.Secret(FieldHead.required("secretKey", "Secret access key", "")),
              new ConfigField.RemoteChoice(
                  FieldHead.required("bucket", "Bucket", ""),
                  Set.of("accessKey", "secretKey"),
                  false),
              new ConfigField.Text(FieldHead.optional("endpoint", "Endpoint", ""), 200),
              new ConfigField.Text(FieldHead.optional("place", "Place", ""), 200),
              new ConfigField.Choice(
                  FieldHead.optional("mode", "Mode", "").withDefault("plain"),
                  List.of(Option.of("plain"), Option.of("proxied")),
                  List.of(new Option("machine", "As the machine"))),
              new ConfigField.Whole(
                  FieldHead.required("port", "Port", "").shownWhen("mode", "proxied"), 1, 65535),
              new ConfigField.Flag(FieldHead.optional("pathStyle", "Path style", "")),
              new ConfigField.Certificate(
                  FieldHead.optional("certificate", "Certificate", ""), "secretKey")),
          Map.of("container", "bucket", "password", "secretKey"),
          Set.of("colour"));

  /** The options of each table. */
  public static final List<ConfigField> OPTIONS =
      List.of(
          new ConfigField.Choice(
              FieldHead.optional("delimiter", "Delimiter", "").withDefault("comma"),
              List.of(Option.of("comma"), Option.of("tab"))));

  private final Map<TableName, TableDescriptor> tables = new LinkedHashMap<>();
  private final List<ConfigValues> opened = new ArrayList<>();
  private ConnectorException failure;
  private Set<ReadKind> reads = Set.of(ReadKind.FULL);
  private final Set<String> onlyFull = new HashSet<>();
  private int closed;

  /** Puts a file into the source. */
  public FilesConnector withFile(String name) {
    return with(name, SuggestedPurpose.DATA, Optional.empty());
  }

  /** Puts a file into the source that may not be read. */
  public FilesConnector withLockedFile(String name) {
    return with(name, SuggestedPurpose.DATA, Optional.of("Permission to read it is missing."));
  }

  /** Puts a code list into the source. */
  public FilesConnector withCodeList(String name) {
    return with(name, SuggestedPurpose.METADATA, Optional.empty());
  }

  private FilesConnector with(String name, SuggestedPurpose purpose, Optional<String> unreadable) {
    TableName table = new TableName("", name);
    tables.put(
        table,
        new TableDescriptor(
            table,
            name,
            name.replaceAll("\\.csv$", ""),
            purpose,
            Optional.empty(),
            OPTIONS,
            OptionalLong.empty(),
            unreadable));
    return this;
  }

  /** Takes a file out of the source. */
  public void remove(String name) {
    tables.remove(new TableName("", name));
  }

  /** Lets every call into the source fail. */
  public void fail(ConnectorException with) {
    failure = with;
  }

  /** Lets every table be read so, beside in full. */
  public void offer(ReadKind kind) {
    reads = Set.of(ReadKind.FULL, kind);
  }

  /** Lets only all rows of this file be had. */
  public void offerOnlyFull(String name) {
    onlyFull.add(name);
  }

  /** Returns the settings of the last connection. */
  public ConfigValues lastSettings() {
    return opened.get(opened.size() - 1);
  }

  /** Returns how many connections were opened. */
  public int opened() {
    return opened.size();
  }

  /** Returns how many connections were closed. */
  public int closed() {
    return closed;
  }

  @Override
  public List<ConnectorCard> cards() {
    return List.of(card(ID));
  }

  @Override
  public ConnectorCard card(ConnectorId id) {
    if (!id.equals(ID)) {
      throw Refusal.notFound("CONNECTOR_NOT_FOUND", "No connector “" + id + "” is installed.");
    }
    return new ConnectorCard(
        ID, "1", "Files", "Files.", Set.of(Category.FILE), Set.of(Role.SOURCE), SPEC, "files.jar");
  }

  @Override
  public IconImage icon(ConnectorId id) {
    return new IconImage("image/png", new byte[0]);
  }

  @Override
  public List<PluginProblem> problems() {
    return List.of();
  }

  @Override
  public Connector open(ConnectorId id, ConfigValues config, ConnectorContext context) {
    opened.add(config);
    return new Connection();
  }

  private void answer() {
    if (failure != null) {
      throw failure;
    }
  }

  private final class Connection implements Connector, Source {
    @Override
    public CheckReport check() {
      answer();
      return new CheckReport(List.of(CheckStep.passed("Sign in", "Signed in.")));
    }

    @Override
    public List<Option> options(String fieldKey, String within) {
      answer();
      return List.of(Option.of("north"), Option.of("south"));
    }

    @Override
    public Optional<Source> source() {
      return Optional.of(this);
    }

    @Override
    public List<TableDescriptor> tables() {
      answer();
      return List.copyOf(tables.values());
    }

    @Override
    public TableLayout layout(TableName table, TableOptions options) {
      answer();
      return new TableLayout(
          List.of(
              new Column("id", ColumnType.TEXT, false), new Column("raw", ColumnType.JSON, true)),
          List.of(),
          onlyFull.contains(table.name()) ? Set.of(ReadKind.FULL) : reads,
          false,
          OptionalLong.empty(),
          options.values());
    }

    @Override
    public ReadPlan plan(ReadRequest request) {
      throw new UnsupportedOperationException("Nothing is read here");
    }

    @Override
    public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
      throw new UnsupportedOperationException("Nothing is read here");
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
