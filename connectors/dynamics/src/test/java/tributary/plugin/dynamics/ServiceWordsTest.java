package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.BatchReader;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorKind;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.RecordingBatchBuilder;

/**
 * What the service refuses in the middle of a run, with the words that stand in its Description.
 */
class ServiceWordsTest {
  private static final TableName ACCOUNT = new TableName("", "account");

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(40);

  /** Something happens between two pages. */
  private interface Meanwhile {
    void happens();
  }

  /** Reads a page of accounts, and then, after what happens, all others. */
  private ConnectorException refusedAfter(Map<String, String> settings, Meanwhile meanwhile) {
    return catchThrowableOfType(
        ConnectorException.class,
        () -> {
          try (Connector connector = DATAVERSE.connector(settings)) {
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
        "400 | 0x80040203 | refuses the question for “Account” (0x80040203): “",
        "503 | 0x80060308 | asks again and again to slow down. Lower the Parallel requests under"
            + " Advanced, run at a quieter time, or sign in as an application that nothing else"
            + " signs in as: the limits are counted for each.",
        "429 | 0x80072322 | slow down: it was asked too often within five minutes (0x80072322)."
            + " Lower the Parallel requests under Advanced",
        "429 | 0x80072321 | slow down: the answers within five minutes took it too long together"
            + " (0x80072321). Lower the Parallel requests under Advanced",
        "429 | 0x80072326 | slow down: it was asked too much at once (0x80072326). Lower"
      })
  void saysWhatCanBeDone(int status, String code, String words) {
    ConnectorException failure =
        refusedAfter(
            DATAVERSE.settings(),
            () -> DATAVERSE.controls().add(Fault.status("account", status, code, 0, 0)));
    assertThat(failure).hasMessageContaining(words);
  }

  @Test
  void obeysThirtyTimesInARowAndLeavesTheRestToALaterTry() {
    long[] before = new long[1];
    ConnectorException failure =
        refusedAfter(
            DATAVERSE.userSettings(),
            () -> {
              DATAVERSE.controls().add(Fault.status("account", 429, "0x80072322", 0, 0));
              before[0] = DATAVERSE.sandbox().calls();
            });
    assertThat(DATAVERSE.sandbox().calls() - before[0]).isBetween(30L, 32L);
    assertThat(failure.code().kind()).isEqualTo(ErrorKind.LIMIT);
    assertThat(failure)
        .hasMessageEndingWith(
            "or sign in as a user that nothing else signs in as: the limits are counted for each.");
  }

  @Test
  void tellsUntilWhenItIsAskedToWaitWhereThatIsLong() {
    Fault tomorrow =
        new Fault(Fault.Kind.STATUS, "account", 0, 0, 429, "0x80072322", 86_400_000, null, null);
    ConnectorException failure =
        refusedAfter(DATAVERSE.settings(), () -> DATAVERSE.controls().add(tomorrow));
    assertThat(failure)
        .hasMessage(
            "Dynamics 365 asks to wait until 2026-02-01 12:00 UTC before it is asked again.");
    assertThat(failure.code().kind()).isEqualTo(ErrorKind.LIMIT);
    assertThat(failure.retryAfter()).contains(Duration.ofDays(1));
  }

  @Test
  void saysWhichUserIsNone() {
    Map<String, String> settings = DATAVERSE.userSettings();
    assertThat(
            refusedAfter(
                settings,
                () -> DATAVERSE.controls().add(Fault.status("account", 403, "0x80072560", 0, 0))))
        .hasMessageContaining("Add the user “" + settings.get("username") + "” in the Power");
  }

  @Test
  void saysWhichColumnWentDuringTheRun() {
    ConnectorException failure =
        refusedAfter(DATAVERSE.settings(), () -> DATAVERSE.controls().dropColumn("account", "fax"));
    assertThat(failure)
        .hasMessageContaining("The column “fax” of “Account” is gone since the run began")
        .hasMessageContaining("Run again: what is left will be read");
  }

  @Test
  void saysThatTheSecretWasTakenAwayDuringTheRun() {
    ConnectorException failure =
        refusedAfter(
            DATAVERSE.settings(),
            () -> {
              DATAVERSE.controls().secret("renewed-at-microsoft");
              DATAVERSE.controls().revokeTokens();
            });
    assertThat(failure.code().name()).isEqualTo("CREDENTIALS_REFUSED");
    assertThat(failure).hasMessageContaining("under Certificates & secrets");
  }
}
