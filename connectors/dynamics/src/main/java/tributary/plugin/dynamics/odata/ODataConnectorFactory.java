package tributary.plugin.dynamics.odata;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.plugin.dynamics.odata.ODataConfig.Authentication;
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

/** Describes the connector for services of any kind, and its settings. */
public final class ODataConnectorFactory implements ConnectorFactory {
  private static final int SPI = 2;

  private static final ConfigSpec SETTINGS =
      new ConfigSpec(
          1,
          List.of(
              new ConfigField.Text(
                  FieldHead.required(
                      ODataConfig.ADDRESS,
                      "Address",
                      "The root of the service: $metadata stands right under it"),
                  500),
              new ConfigField.Choice(
                  FieldHead.required(ODataConfig.AUTHENTICATION, "Sign in by", "")
                      .withDefault(Authentication.NONE.value()),
                  Arrays.stream(Authentication.values())
                      .map(one -> new Option(one.value(), one.label()))
                      .toList()),
              new ConfigField.Text(shown(ODataConfig.USERNAME, "Username", "basic"), 320),
              new ConfigField.Secret(shown(ODataConfig.PASSWORD, "Password", "basic")),
              new ConfigField.Secret(shown(ODataConfig.TOKEN, "Token", "bearer")),
              new ConfigField.Text(
                  shown(ODataConfig.TOKEN_ADDRESS, "Token address", "client"), 500),
              new ConfigField.Text(shown(ODataConfig.CLIENT_ID, "Client ID", "client"), 200),
              new ConfigField.Secret(shown(ODataConfig.CLIENT_SECRET, "Client secret", "client")),
              new ConfigField.Text(
                  FieldHead.optional(ODataConfig.SCOPE, "Scope", "Where the service wants one")
                      .shownWhen(ODataConfig.AUTHENTICATION, "client"),
                  500),
              new ConfigField.Authorities(
                  FieldHead.optional(
                          ODataConfig.AUTHORITIES,
                          "Trusted authorities",
                          "PEM certificates to trust instead of the public ones; for a server of"
                              + " your own")
                      .asAdvanced()),
              new ConfigField.Whole(
                  FieldHead.required(
                          ODataConfig.PAGE_SIZE,
                          "Page size",
                          "Rows asked for at a time, where the service lets itself be asked")
                      .withDefault("1000")
                      .asAdvanced(),
                  1,
                  100_000),
              new ConfigField.Whole(
                  FieldHead.required(ODataConfig.PARALLEL, "Parallel requests", "At most")
                      .withDefault("4")
                      .asAdvanced(),
                  1,
                  64)),
          Map.of(),
          Set.of());

  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          new ConnectorId("odata"),
          "0.1.0",
          SPI,
          "OData v4",
          "Brings every table of a service that speaks OData v4.",
          Set.of(Category.GENERIC_PROTOCOL),
          new Icon("tributary/plugin/dynamics/links.svg"),
          SETTINGS,
          Set.of(Role.SOURCE));

  private static FieldHead shown(String key, String label, String when) {
    return FieldHead.required(key, label, "").shownWhen(ODataConfig.AUTHENTICATION, when);
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Connector create(ConfigValues config, ConnectorContext context) {
    return new ODataConnector(ODataConfig.of(config), context);
  }
}
