package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.BatchReader;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.MapConfigValues;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.TestContext;

/**
 * What the service refuses in the middle of a run, with the words that stand in its Description.
 */
class ServiceWordsTest {
  private static final TableName ACCOUNT = new TableName("", "account");

  private static LocalDataverse dataverse;

  private final TestContext context = new TestContext();

  @BeforeAll
  static void start() throws IOException {
    dataverse = LocalDataverse.start(40, 0);
  }

  @AfterAll
  static void stop() throws IOException {
    dataverse.close();
  }

  @AfterEach
  void calm() {
    dataverse.controls().calm();
    context.close();
  }

  /** Something happens between two pages. */
  private interface Meanwhile {
    void happens();
  }

  /** Reads a page of accounts, and then, after what happens, all others. */
  private ConnectorException refusedAfter(Map<String, String> settings, Meanwhile meanwhile) {
    return catchThrowableOfType(
        ConnectorException.class,
        () -> {
          DynamicsConnectorFactory factory = new DynamicsConnectorFactory();
          try (Connector connector =
              factory.create(
                  MapConfigValues.of(factory.descriptor().config(), settings), context)) {
            Source source = connector.source().orElseThrow();
            TableLayout layout = source.layout(ACCOUNT, TableOptions.NONE);
            ReadRequest request =
                new ReadRequest.Full(ACCOUNT, TableOptions.NONE, layout.columns());
            try (BatchReader reader =
                source.open(
                    request, source.plan(request).splits().next(1).get(0), Optional.empty())) {
              reader.readInto(new RecordingBatchBuilder(layout.columns(), 1));
              meanwhile.happens();
              RecordingBatchBuilder rest =
                  new RecordingBatchBuilder(layout.columns(), Integer.MAX_VALUE);
              while (reader.readInto(rest) instanceof ReadStep.More) {
                assertThat(rest.rows()).hasSizeLessThan(1_000);
              }
            }
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "401 | 0x80072561 | refuses a token that was just given. Add the application as an"
            + " application user of the environment “127.0.0.1”",
        "403 | 0x80072560 | Who signs in is no user of the environment. Add the application as an"
            + " application user in the Power Platform admin center, with a security role.",
        "403 | 0x80040220 | Ask an administrator for a security role with the Read privilege on it",
        "404 | 0x80060888 | If it was deleted there, take the table out of the dataflow",
        "400 | 0x80044151 | took too long over “Account”. Lower the Page size under Advanced",
        "500 | 0x80040216 | a fault of its own (status 500, 0x80040216) with “Account”",
        "400 | 0x80040203 | refuses the question for “Account” (0x80040203)"
      })
  void saysWhatCanBeDone(int status, String code, String words) {
    ConnectorException failure =
        refusedAfter(
            dataverse.settings(),
            () -> dataverse.controls().add(Fault.status("account", status, code, 0, 0)));
    assertThat(failure).hasMessageContaining(words);
  }

  @Test
  void saysWhichUserIsNone() {
    Map<String, String> settings = dataverse.userSettings();
    assertThat(
            refusedAfter(
                settings,
                () -> dataverse.controls().add(Fault.status("account", 403, "0x80072560", 0, 0))))
        .hasMessageContaining("Add the user “" + settings.get("username") + "” in the Power");
  }

  @Test
  void saysWhichColumnWentDuringTheRun() {
    ConnectorException failure =
        refusedAfter(dataverse.settings(), () -> dataverse.controls().dropColumn("account", "fax"));
    assertThat(failure)
        .hasMessageContaining("The column “fax” of “Account” is gone since the run began")
        .hasMessageContaining("Run again: what is left will be read");
  }

  @Test
  void saysThatTheSecretWasTakenAwayDuringTheRun() {
    ConnectorException failure =
        refusedAfter(
            dataverse.settings(),
            () -> {
              dataverse.controls().secret("renewed-at-microsoft");
              dataverse.controls().revokeTokens();
            });
    assertThat(failure.code().name()).isEqualTo("CREDENTIALS_REFUSED");
    assertThat(failure).hasMessageContaining("under Certificates & secrets");
  }
}
