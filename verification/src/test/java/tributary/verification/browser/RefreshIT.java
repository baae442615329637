package tributary.verification.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Sets a dataflow to Incremental, is asked before it loses rows and columns, and decides. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefreshIT extends BrowserTest {
  private static final String FLOW = "RefreshGuests";

  private SandboxBucket bucket;
  private Landed landed;
  private ImportsScreen imports;
  private WizardScreen wizard;
  private RunScreens runs;

  @BeforeAll
  void makeTheDataflow() {
    Ready.S3 s3 = ready.sandbox().s3();
    bucket = new SandboxBucket(s3);
    bucket.put("refresh/guests.csv", "guest_id,name\n" + guests(100));
    landed = new Landed(ready.db());
    wizard = new WizardScreen(page);
    runs = new RunScreens(page);
    APIResponse made =
        page.request()
            .post(
                "/api/v1/dataflows",
                RequestOptions.create()
                    .setHeader("Authorization", "Bearer " + ready.token())
                    .setData(
                        Map.of(
                            "name",
                            FLOW,
                            "connector",
                            "s3",
                            "settings",
                            Map.of(
                                "accessKeyId",
                                s3.accessKey(),
                                "secretAccessKey",
                                s3.secretKey(),
                                "bucket",
                                s3.bucket(),
                                "folder",
                                "refresh/",
                                "endpoint",
                                s3.endpoint(),
                                "pathStyle",
                                "true"))));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    imports = signedIn();
  }

  @AfterAll
  void leaveTheFolder() {
    bucket.close();
  }

  private static String guests(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> i + ",guest " + i)
        .collect(Collectors.joining("\n"));
  }

  @Test
  @Order(1)
  void choosesIncrementalAKeyAndToBeAsked() {
    imports.choose("edit", FLOW);
    wizard.next();
    wizard.connect();
    assertThat(wizard.grid()).isVisible();
    wizard.row("guests.csv").openColumns();
    page.getByTestId("key-guest_id").check();
    looks.at("columns-with-key");
    wizard.columnsDone();
    assertThat(wizard.columns()).isHidden();

    page.getByTestId("refresh-kind").selectOption("INCREMENTAL");
    page.getByTestId("policies").locator("summary").click();
    page.getByTestId("drift").selectOption("ASK");
    page.getByTestId("guard-percent").fill("half");
    looks.at("refresh");
    wizard.save();
    assertThat(wizard.problems()).containsText("“half” is not a whole number up to 99");
    page.getByTestId("policies").locator("summary").click();
    page.getByTestId("guard-percent").fill("40");
    wizard.save();

    assertThat(imports.dataflow(FLOW)).isVisible();
    imports.choose("run", FLOW);
    assertThat(imports.status(FLOW)).containsText("Completed");
    assertThat(landed.rows("select count(*) from " + ready.tenant() + ".guests"))
        .containsExactly("100");
  }

  @Test
  @Order(2)
  void isAskedBeforeRowsGoAndColumnsCome() {
    bucket.put("refresh/guests.csv", "guest_id,name,wing\n1,Ada,north\n2,Ben,\n");
    runs.openHistory(FLOW);
    runs.startRun();
    assertThat(runs.run(2)).containsText("Waiting for confirmation");
    looks.at("history-with-a-waiting-run");
    runs.open(2);
    assertThat(runs.description()).containsText("It would fall from 100 to 2 rows: 98 % fewer");
    assertThat(runs.description()).containsText("new column wing (text)");
    looks.at("waiting-run");
    page.getByTestId("discard-run").click();
    assertThat(runs.description()).containsText("Discarded by " + ready.user());
    assertThat(landed.rows("select count(*) from " + ready.tenant() + ".guests"))
        .containsExactly("100");

    runs.openHistory(FLOW);
    runs.startRun();
    assertThat(runs.run(3)).containsText("Waiting for confirmation");
    runs.open(3);
    page.getByTestId("confirm-run").click();
    assertThat(runs.description()).containsText("0 rows new, 2 changed, 98 gone");
    looks.at("confirmed-run");
    assertThat(landed.rows("select name from " + ready.tenant() + ".guests order by guest_id"))
        .containsExactly("Ada", "Ben");
  }

  @Test
  @Order(3)
  void seesTheHistoryOfColumnsAndTakesTheRowsBack() {
    page.navigate("/entity.xhtml?name=guests");
    assertThat(page.getByTestId("column-history")).containsText("new column wing (text)");
    looks.at("entity-with-column-history");
    runs.openHistory(FLOW);
    runs.askRollback();
    assertThat(runs.rollbackDialog()).containsText(Pattern.compile("98 come back, 0 go, 2 change"));
    looks.at("rollback-of-a-merge");
    runs.confirmRollback();
    assertThat(runs.run(4)).containsText("Succeeded");
    assertThat(landed.rows("select count(*) from " + ready.tenant() + ".guests"))
        .containsExactly("100");
  }

  @Test
  @Order(4)
  void noPageHasASeriousAccessibilityProblemOrIsTooWide() {
    assertThat(looks.problems()).isEmpty();
  }
}
