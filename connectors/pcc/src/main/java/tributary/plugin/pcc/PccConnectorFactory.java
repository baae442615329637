package tributary.plugin.pcc;

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
final class PccConnectorFactory implements ConnectorFactory {
  private static final int SPI = 3;

  private static final ConfigSpec SETTINGS =
      new ConfigSpec(
          1,
          List.of(
              new ConfigField.Text(
                  FieldHead.required(
                      PccConfig.CLIENT_ID,
                      "Client Id",
                      "Of your application in PointClickCare's developer portal"),
                  200),
              new ConfigField.Secret(
                  FieldHead.required(PccConfig.CLIENT_SECRET, "Client Secret", "")),
              new ConfigField.Text(
                  FieldHead.required(
                      PccConfig.APPLICATION,
                      "Application Name",
                      "As the developer portal writes it"),
                  200),
              new ConfigField.Text(
                  FieldHead.required(
                      PccConfig.ORGANIZATION,
                      "Organization Uuid",
                      "Of the organization that has activated the application"),
                  60),
              new ConfigField.Certificate(
                  FieldHead.required(
                      PccConfig.CERTIFICATE,
                      "Certificate",
                      "With its private key: PKCS#12 (.p12, .pfx), or PEM with the key in it"),
                  PccConfig.CERTIFICATE_PASSWORD),
              new ConfigField.Secret(
                  FieldHead.optional(
                      PccConfig.CERTIFICATE_PASSWORD,
                      "Certificate Password",
                      "Where the file is protected by one")),
              new ConfigField.Text(
                  FieldHead.optional(
                      PccConfig.FACILITIES,
                      "Facilities",
                      "Their ids or codes, with commas between; empty for all"),
                  2000),
              new ConfigField.Text(
                  FieldHead.required(
                          PccConfig.AUTHORIZATION_URL,
                          "Authorization address",
                          "Where tokens are given")
                      .withDefault("https://connect2.pointclickcare.com/auth/token")
                      .asAdvanced(),
                  500),
              new ConfigField.Text(
                  FieldHead.required(PccConfig.API_URL, "API address", "What all paths come after")
                      .withDefault("https://connect2.pointclickcare.com/api/public/preview1")
                      .asAdvanced(),
                  500),
              new ConfigField.Authorities(
                  FieldHead.optional(
                          PccConfig.AUTHORITIES,
                          "Trusted authorities",
                          "PEM certificates to trust instead of the public ones; for a server of"
                              + " your own")
                      .asAdvanced()),
              new ConfigField.Whole(
                  FieldHead.required(
                          PccConfig.PAGE_SIZE, "Page size", "Records asked for at a time")
                      .withDefault("200")
                      .asAdvanced(),
                  1,
                  200),
              new ConfigField.Whole(
                  FieldHead.required(
                          PccConfig.PER_SECOND,
                          "Requests per second",
                          "At most; the vendor's own limit holds as well")
                      .withDefault("30")
                      .asAdvanced(),
                  1,
                  10_000),
              new ConfigField.Whole(
                  FieldHead.required(
                          PccConfig.RESERVE,
                          "Quota to leave",
                          "Requests of the day that are left for other uses of the application")
                      .withDefault("0")
                      .asAdvanced(),
                  0,
                  1_000_000_000),
              new ConfigField.Choice(
                  FieldHead.required(
                          PccConfig.WHEN_SPENT,
                          "When the day's quota is spent",
                          "A run that waits goes on by itself; one that ends says when it can be"
                              + " started again")
                      .withDefault(PccConfig.END)
                      .asAdvanced(),
                  List.of(
                      new Option(PccConfig.END, "End the run"),
                      new Option("wait", "Wait for the next quota")))),
          Map.of(),
          Set.of());

  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          new ConnectorId("pcc"),
          "0.1.0",
          SPI,
          "PointClickCare",
          "Brings residents, their stays and their care from PointClickCare.",
          Set.of(Category.HEALTHCARE, Category.ELECTRONIC_HEALTH_RECORDS),
          new Icon("tributary/plugin/pcc/heart.svg"),
          SETTINGS,
          Set.of(Role.SOURCE, Role.WEBHOOK));

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Connector create(ConfigValues config, ConnectorContext context) {
    return new PccConnector(PccConfig.of(config), context);
  }
}
