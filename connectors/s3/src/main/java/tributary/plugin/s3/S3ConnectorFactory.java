package tributary.plugin.s3;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.spi.Category;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.ConfigValues;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorDescriptor;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorId;
import tributary.spi.FieldHead;
import tributary.spi.Icon;
import tributary.spi.Option;
import tributary.spi.Role;

/** Describes the connector and its settings. */
final class S3ConnectorFactory implements ConnectorFactory {
  private static final int SPI = 5;

  private static final ConfigSpec SETTINGS =
      new ConfigSpec(
          2,
          List.of(
              new ConfigField.Choice(
                  FieldHead.required(
                          S3Settings.AUTHENTICATION,
                          "Authentication",
                          "The default credential chain uses what this installation's own machine"
                              + " is given")
                      .withDefault(S3Settings.KEYS),
                  List.of(new Option(S3Settings.KEYS, "Access key")),
                  List.of(new Option("default", "Default credential chain"))),
              new ConfigField.Text(
                  FieldHead.required(S3Settings.ACCESS_KEY_ID, "Access key ID", "")
                      .shownWhen(S3Settings.AUTHENTICATION, S3Settings.KEYS),
                  128),
              new ConfigField.Secret(
                  FieldHead.required(S3Settings.SECRET_ACCESS_KEY, "Secret access key", "")
                      .shownWhen(S3Settings.AUTHENTICATION, S3Settings.KEYS)),
              new ConfigField.Text(
                  FieldHead.required(
                          S3Settings.REGION, "Region", "Where the bucket is, such as us-east-1")
                      .withDefault("us-east-1"),
                  40),
              new ConfigField.RemoteChoice(
                  FieldHead.required(
                      S3Settings.BUCKET,
                      "S3 bucket",
                      "Choose one, or type its name where the keys may not list buckets"),
                  Set.of(S3Settings.AUTHENTICATION, S3Settings.REGION),
                  false),
              new ConfigField.RemoteChoice(
                  FieldHead.optional(
                      S3Settings.FOLDER,
                      "Folder",
                      "Its files, and the folders in it, become tables; empty for the whole bucket"),
                  Set.of(S3Settings.BUCKET),
                  true),
              new ConfigField.Text(
                  FieldHead.optional(
                          S3Settings.ENDPOINT,
                          "Endpoint",
                          "The address of a server that is compatible with S3; empty for Amazon")
                      .asAdvanced(),
                  500),
              new ConfigField.Flag(
                  FieldHead.optional(
                          S3Settings.PATH_STYLE,
                          "Path style",
                          "Puts the bucket into the path of the address; most compatible servers"
                              + " need it")
                      .asAdvanced())),
          Map.of(),
          Set.of());

  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          new ConnectorId("s3"),
          "0.1.0",
          SPI,
          "Amazon S3",
          "Brings CSV, JSON, Parquet, Avro and Excel files from Amazon S3 and compatible servers.",
          Set.of(Category.FILE),
          new Icon("tributary/plugin/s3/bucket.svg"),
          SETTINGS,
          Set.of(Role.SOURCE));

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Connector create(ConfigValues config, ConnectorContext context) {
    return new S3Connector(S3Settings.of(config), context);
  }
}
