package tributary.verification.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a person reads on the screens when something is wrong, and that each stands where it is. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputScreensIT extends BrowserTest {
  private static final String FLOW = "ScreensWrong";
  private static final String FOLDER = "screens-wrong";

  private SandboxBucket bucket;
  private Landed landed;
  private ImportsScreen imports;
  private WizardScreen wizard;
  private RunScreens runs;
  private EntityScreens entities;

  @BeforeAll
  void fillTheFolderAndSignIn() {
    bucket = new SandboxBucket(ready.sandbox().s3());
    bucket.put(FOLDER + "/cut.json", "[{\"id\": 1}, {\"id\":");
    bucket.put(FOLDER + "/empty.csv", "");
    bucket.put(FOLDER + "/good.csv", "id,name\n1,Ada\n2,Ben\n");
    bucket.put(FOLDER + "/rows.csv", "id,name\n1,Ada\n2\n3,Cleo,extra\n4,\"Dan\n");
    bucket.put(FOLDER + "/sheet.xls", "PK");
    landed = new Landed(ready.db());
    wizard = new WizardScreen(page);
    runs = new RunScreens(page);
    entities = new EntityScreens(page);
    imports = signedIn();
  }

  @AfterAll
  void leaveTheFolder() {
    bucket.close();
  }

  @Test
  @Order(1)
  void saysUnderTheNameWhatIsWrongWithIt() {
    page.navigate("/new-dataflow.xhtml");
    wizard.next();
    assertThat(wizard.nameProblem()).hasText("Enter a name for the dataflow.");

    wizard.name().fill("night shift");
    assertThat(wizard.nameProblem())
        .hasText(
            "“night shift” cannot name a dataflow: a name starts with a letter and has only letters"
                + " A to Z and digits, no spaces.");
    assertThat(wizard.nameSuggestion()).hasText("Use nightShift");

    wizard.name().fill("larkmereQUALITY");
    assertThat(wizard.nameProblem())
        .hasText(
            "There is already a dataflow “LarkmereQuality”. Upper and lower case do not make a"
                + " difference. Choose another name.");
    assertThat(wizard.nameSuggestion()).hasText("Use larkmereQUALITY2");
    wizard.next();
    assertThat(wizard.nameProblem()).isVisible();

    wizard.name().fill(FLOW);
    wizard.next();
    wizard.connector("s3").click();
    wizard.next();
    assertThat(wizard.setting("accessKeyId")).isVisible();
  }

  @Test
  @Order(2)
  void asksForWhatIsMissingAtItsField() {
    wizard.connect();

    assertThat(wizard.settingProblem("accessKeyId")).hasText("Enter the Access key ID.");
    assertThat(wizard.settingProblem("secretAccessKey")).hasText("Enter the Secret access key.");
    assertThat(wizard.settingProblem("bucket")).hasText("Choose the S3 bucket.");
  }

  @Test
  @Order(3)
  void showsWhatTheServerSaysAtTheFieldThatIsWrong() {
    Ready.S3 s3 = ready.sandbox().s3();
    wizard.openAdvancedSettings();
    wizard.setting("endpoint").fill("s3.example.org");
    wizard.setting("pathStyle").check();
    wizard.setting("secretAccessKey").fill(s3.secretKey());
    wizard.setting("bucket").fill(s3.bucket());
    connectWith("accessKeyId", s3.accessKey());
    only(
        "endpoint",
        "The endpoint is not a web address. Write it like https://s3.example.org:9000, without a"
            + " bucket, user or password.");

    connectWith("endpoint", ready.url());
    only(
        "endpoint", "What answers at " + ready.url() + " is not an S3 server. Check the endpoint.");

    wizard.setting("endpoint").fill(s3.endpoint());
    connectWith("region", "us east");
    only(
        "region",
        "\"us east\" is not a region. Write its code, such as us-east-1 or eu-central-1.");

    wizard.setting("region").fill(s3.region());
    connectWith("accessKeyId", "AKIANOBODY");
    only(
        "accessKeyId",
        "The server does not know this access key ID. Check it, or make a new access key.");

    wizard.setting("accessKeyId").fill(s3.accessKey());
    connectWith("bucket", "no-such-bucket");
    only(
        "bucket",
        "There is no bucket \"no-such-bucket\". Check its name, and the endpoint where there is"
            + " one.");

    wizard.setting("bucket").fill(s3.bucket());
    connectWith("folder", "nothing/here");
    only(
        "folder",
        "The folder nothing/here/ of bucket "
            + s3.bucket()
            + " holds no files. Choose another folder or upload files first.");
    looks.at("wrong-folder");

    connectWith("folder", FOLDER);
    assertThat(wizard.grid()).isVisible();
  }

  @Test
  @Order(4)
  void saysInTheGridWhatIsWrongWithATable() {
    assertThat(wizard.row("sheet.xls").row())
        .containsText(
            "This is a workbook in the old Excel format, which holds no rows of text. Export it as CSV.");
    assertThat(wizard.row("sheet.xls").select()).isDisabled();

    wizard.row("empty.csv").openColumns();
    assertThat(page.getByRole(AriaRole.DIALOG))
        .containsText(
            "empty.csv is empty: it has no header row. Upload it with its rows, or leave the table"
                + " out.");
    page.keyboard().press("Escape");

    wizard.action("clear-all");
    wizard.save();
    assertThat(wizard.problems())
        .containsText("No table is selected. Choose at least one, then save.");
    wizard.action("select-all");

    entity("good.csv", "9 good");
    assertThat(wizard.row("good.csv").entityProblem())
        .hasText(
            "“9 good” cannot name an entity: a name starts with a letter and has only letters A to"
                + " Z, digits and underscores.");
    entity("rows.csv", "INCIDENTS_with_errors");
    assertThat(wizard.row("rows.csv").entityProblem())
        .hasText(
            "The entity name “INCIDENTS_with_errors” is used by the dataflow “LarkmereQuality”"
                + " already; upper and lower case do not make a difference. Choose another name.");
    looks.at("wrong-entities");
    wizard.save();
    assertThat(wizard.row("rows.csv").entityProblem()).isVisible();
    assertThat(wizard.problems()).containsText("“9 good” cannot name an entity");
    page.waitForLoadState();

    entity("good.csv", "ScreensGood");
    entity("rows.csv", "screensgood");
    assertThat(wizard.row("rows.csv").entityProblem())
        .hasText(
            "The entity name “screensgood” is used by another table of this dataflow already; upper"
                + " and lower case do not make a difference. Choose another name.");
    entity("rows.csv", "ScreensRows");
    entity("cut.json", "ScreensCut");
    entity("empty.csv", "ScreensEmpty");
    wizard.save();
    assertThat(imports.status(FLOW)).containsText("New");
  }

  @Test
  @Order(5)
  void theRunSaysWhatBecameOfEachFile() {
    runs.openHistory(FLOW);
    runs.startRun();
    assertThat(runs.run(1)).containsText("Partly succeeded");
    runs.open(1);

    assertThat(runs.description())
        .hasText(
            "Published 2 of 4 tables: 3 rows. 3 rows were rejected in ScreensRows: see Rejects."
                + " ScreensCut: cut.json ends in the middle of its JSON, after 1 whole value. Upload"
                + " the whole file again. ScreensEmpty: empty.csv is empty: it has no header row."
                + " Upload it with its rows, or leave the table out.");
    assertThat(runs.table("ScreensCut").locator(".description"))
        .hasText(
            "cut.json ends in the middle of its JSON, after 1 whole value. Upload the whole file"
                + " again.");
    assertThat(runs.table("ScreensEmpty").locator(".description"))
        .hasText(
            "empty.csv is empty: it has no header row. Upload it with its rows, or leave the table"
                + " out.");
    assertThat(runs.rowsRejected()).hasText("3");
    looks.at("run-partly-succeeded");

    runs.openRejects("ScreensRows");
    Locator rejects = runs.rejects().locator("tbody tr");
    assertThat(rejects.nth(0)).containsText("has 1 field where the header has 2");
    assertThat(rejects.nth(1)).containsText("has 3 fields where the header has 2");
    assertThat(rejects.nth(2)).containsText("has a quote that opens on line 5 and is never closed");
    assertThat(rejects.nth(2)).containsText("rows.csv:5");
  }

  @Test
  @Order(6)
  void onlyTheCorrectedFileIsReadAgain() {
    bucket.put(FOLDER + "/rows.csv", "id,name\n1,Ada\n");
    runs.openHistory(FLOW);
    runs.open(1);
    assertThat(runs.runRejected()).hasValue("Run rejected files again (1)");
    looks.at("run-with-rejects");
    runs.runRejected().click();
    assertThat(runs.again()).hasText("Again: 1 rejected file of run 1, 2 failed tables");
    assertThat(runs.description())
        .containsText("Published 1 of 3 tables: 1 row new, 0 changed, 1 gone. ScreensCut: ");
    assertThat(runs.rowsRejected()).hasText("0");
    looks.at("run-again");
    assertThat(runs.runRejected()).hasValue("Run failed tables again (2)");
    runs.openHistory(FLOW);
    assertThat(runs.run(2)).containsText("Again: 1 rejected file of run 1, 2 failed tables.");
  }

  @Test
  @Order(7)
  void aFailedRunLeavesTheEntitiesReadable() {
    bucket.put(FOLDER + "/good.csv", "");
    bucket.put(FOLDER + "/rows.csv", "id,name\n1\n");
    runs.openHistory(FLOW);
    runs.startRun();
    assertThat(runs.run(3)).containsText("Failed");
    runs.open(3);
    assertThat(runs.description()).containsText("ScreensGood: good.csv is empty");
    assertThat(runs.table("ScreensRows").locator(".description"))
        .hasText(
            "The only row of rows.csv was rejected, so the entity stays as it was. See Rejects,"
                + " correct the file or the table's options, then run again.");
    imports.open();
    assertThat(imports.status(FLOW)).containsText("Failed");

    entities.openList();
    entities.open("ScreensGood");
    assertThat(entities.rows()).hasText("2");
    entities.showRows();
    assertThat(entities.preview()).containsText("Ben");
    assertThat(landed.rows("select name from " + ready.tenant() + ".screensrows"))
        .containsExactly("Ada");
  }

  @Test
  @Order(8)
  void noPageHasASeriousAccessibilityProblemOrIsTooWide() {
    assertThat(looks.problems()).isEmpty();
  }

  private void connectWith(String setting, String value) {
    wizard.setting(setting).fill(value);
    wizard.connect();
  }

  /** Expects one problem: at the field, in sight, and in the summary. */
  private void only(String setting, String text) {
    assertThat(wizard.settingProblem(setting)).hasText(text);
    assertThat(wizard.settingProblem(setting)).isVisible();
    assertThat(page.locator("[data-testid^=problem-]")).hasCount(1);
    assertThat(wizard.problems().locator("li")).hasText(text);
  }

  private void entity(String fileName, String entity) {
    wizard.row(fileName).entity().fill(entity);
    wizard.row(fileName).entity().blur();
  }
}
