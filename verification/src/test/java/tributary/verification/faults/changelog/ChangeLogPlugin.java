package tributary.verification.faults.changelog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.spi.Category;
import tributary.spi.CheckReport;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.ConfigValues;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorDescriptor;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorId;
import tributary.spi.ConnectorPlugin;
import tributary.spi.FieldHead;
import tributary.spi.Icon;
import tributary.spi.Role;
import tributary.spi.Source;
import tributary.spi.Spi;
import tributary.spi.WebhookReceiver;

/** The connector's entry. */
public final class ChangeLogPlugin implements ConnectorPlugin, ConnectorFactory {
  /** The connector's id. */
  public static final String ID = "changelog";

  /** The setting that names the file. */
  public static final String FILE = "file";

  /** Returns the file that halts the readers of a change log while it is there. */
  public static Path halt(Path log) {
    return log.resolveSibling(log.getFileName() + ".halt");
  }

  /** Returns the file with what events of a change log are proven with. */
  public static Path password(Path log) {
    return log.resolveSibling(log.getFileName() + ".password");
  }

  @Override
  public List<ConnectorFactory> factories() {
    return List.of(this);
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return new ConnectorDescriptor(
        new ConnectorId(ID),
        "1.0",
        Spi.VERSION,
        "Change log",
        "A file of changes.",
        Set.of(Category.FILE),
        new Icon("icon.png"),
        new ConfigSpec(
            1,
            List.of(new ConfigField.Text(FieldHead.required(FILE, "File", ""), 1000)),
            Map.of(),
            Set.of()),
        Set.of(Role.SOURCE, Role.WEBHOOK));
  }

  @Override
  public Connector create(ConfigValues config, ConnectorContext context) {
    Source source = new ChangeLogSource(Path.of(config.text(FILE)));
    WebhookReceiver events = new ChangeLogEvents(Path.of(config.text(FILE)));
    return new Connector() {
      @Override
      public CheckReport check() {
        return new CheckReport(List.of());
      }

      @Override
      public Optional<Source> source() {
        return Optional.of(source);
      }

      @Override
      public Optional<WebhookReceiver> webhooks() {
        return Optional.of(events);
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }
}
