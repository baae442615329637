package tributary.plugin.dynamics;

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
import tributary.spi.Role;

/** Describes the connector and its settings. */
final class DynamicsConnectorFactory implements ConnectorFactory {
  private static final int SPI = 6;

  private static final ConfigSpec SETTINGS =
      new ConfigSpec(
          1,
          List.of(
              new ConfigField.Text(
                  FieldHead.optional(
                      DynamicsConfig.USERNAME,
                      "Username",
                      "Of a user without a second factor; leave it empty to sign in as the"
                          + " application, which is better"),
                  320),
              new ConfigField.Secret(
                  FieldHead.optional(
                      DynamicsConfig.PASSWORD, "Password", "Where there is a Username")),
              new ConfigField.Text(
                  FieldHead.required(
                      DynamicsConfig.CLIENT_ID,
                      "Client ID",
                      "The Application (client) ID of the app registration"),
                  100),
              new ConfigField.Secret(
                  FieldHead.optional(
                      DynamicsConfig.CLIENT_SECRET,
                      "Client secret",
                      "The secret's value, not its ID; or a certificate under Advanced")),
              new ConfigField.Text(
                  FieldHead.required(
                      DynamicsConfig.DOMAIN_URL,
                      "Domain URL",
                      "Of the environment, such as https://org.crm.dynamics.com"),
                  500),
              new ConfigField.Certificate(
                  FieldHead.optional(
                          DynamicsConfig.CERTIFICATE,
                          "Certificate",
                          "Used in place of the secret, where both are there: the one uploaded to the"
                              + " app registration, with its private key")
                      .asAdvanced(),
                  DynamicsConfig.CERTIFICATE_PASSWORD),
              new ConfigField.Secret(
                  FieldHead.optional(
                          DynamicsConfig.CERTIFICATE_PASSWORD,
                          "Certificate password",
                          "Where the file is protected by one")
                      .asAdvanced()),
              new ConfigField.Text(
                  FieldHead.optional(
                          DynamicsConfig.TENANT,
                          "Tenant",
                          "Its ID or domain; empty: as the environment tells it")
                      .asAdvanced(),
                  200),
              new ConfigField.Text(
                  FieldHead.optional(
                          DynamicsConfig.AUTHORITY,
                          "Authority",
                          "Where to sign in, for a cloud of its own; empty: as the environment"
                              + " tells it")
                      .asAdvanced(),
                  500),
              new ConfigField.Text(
                  FieldHead.required(DynamicsConfig.API_VERSION, "API version", "Of the Web API")
                      .withDefault(DynamicsConfig.USUAL_VERSION)
                      .asAdvanced(),
                  10),
              new ConfigField.Whole(
                  FieldHead.required(
                          DynamicsConfig.PAGE_SIZE, "Page size", "Rows asked for at a time")
                      .withDefault("5000")
                      .asAdvanced(),
                  1,
                  5_000),
              new ConfigField.Whole(
                  FieldHead.required(
                          DynamicsConfig.PARALLEL,
                          "Parallel requests",
                          "At most; the service allows 52 for a user")
                      .withDefault("8")
                      .asAdvanced(),
                  1,
                  52)),
          Map.of(),
          Set.of());

  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          new ConnectorId("dynamics"),
          "0.1.0",
          SPI,
          "Dynamics 365",
          "Brings every table of Dynamics 365 and Dataverse, with its choices' labels.",
          Set.of(Category.SERVICES_AND_APPS, Category.AZURE),
          new Icon("tributary/plugin/dynamics/tiles.svg"),
          SETTINGS,
          Set.of(Role.SOURCE));

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Connector create(ConfigValues config, ConnectorContext context) {
    return new DynamicsConnector(DynamicsConfig.of(config), context);
  }
}
