package tributary.verification.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole story, as a person lives it in the browser: from sign-in to removal. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryIT extends BrowserTest {
  private static final String FLOW = "StoryCensus";

  private SandboxBucket bucket;
  private Landed landed;
  private ImportsScreen imports;
  private WizardScreen wizard;
  private RunScreens runs;
  private EntityScreens entities;

  @BeforeAll
  void fillTheFolder() {
    bucket = new SandboxBucket(ready.sandbox().s3());
    bucket.put("story/guests.csv", "guest_id,name,age\n1,Ada,81\n2,Ben,79\n");
    bucket.put("story/suites.csv", "suite;floor\nA1;1\nB2;2\n");
    bucket.put("story/level_codes.csv", "code,label\nAL,Assisted\nMC,Memory\n");
    landed = new Landed(ready.db());
    imports = new ImportsScreen(page);
    wizard = new WizardScreen(page);
    runs = new RunScreens(page);
    entities = new EntityScreens(page);
  }

  @AfterAll
  void leaveTheFolder() {
    bucket.close();
  }

  @Test
  @Order(1)
  void signsIn() {
    page.navigate("/imports.xhtml");
    looks.at("sign-in");
    SignInScreen signIn = new SignInScreen(page);
    signIn.signIn(ready.user(), "not the password");
    assertThat(signIn.error()).containsText("User name or password is not right");
    looks.at("sign-in-refused");

    signIn.signIn(ready.user(), ready.password());

    assertThat(page).hasURL(Pattern.compile(".*/imports\\.xhtml.*"));
    assertThat(imports.table()).isVisible();
    assertThat(page.getByTestId("tenant")).containsText(ready.tenant());
    looks.at("imports");
  }

  @Test
  @Order(2)
  void filtersAndGroupsTheList() {
    imports.filterByName("no such dataflow");
    assertThat(page.getByTestId("imports-empty")).containsText("No dataflow matches");
    looks.at("imports-nothing-matches");
    imports.clearFilters();
    assertThat(page.getByTestId("imports-empty")).hasCount(0);

    imports.groupBy("Status");

    assertThat(imports.groups().filter(groupOf("New"))).hasCount(1);
    looks.at("imports-grouped");
    imports.groupBy("None");
    assertThat(imports.groups()).hasCount(0);
  }

  @Test
  @Order(3)
  void namesTheDataflow() {
    page.getByTestId("new-dataflow").first().click();
    wizard.name().fill("9 lives");
    assertThat(wizard.nameProblem()).containsText("9 lives");
    looks.at("name-refused");
    String suggestion = wizard.nameSuggestion().innerText().replace("Use ", "");
    wizard.nameSuggestion().click();
    assertThat(wizard.name()).hasValue(suggestion);
    assertThat(wizard.nameProblem()).hasCount(0);

    wizard.name().fill(FLOW);
    assertThat(page.getByText(FLOW + " is free.")).isVisible();
    looks.at("name");
    wizard.next();

    assertThat(wizard.connector("s3")).isVisible();
  }

  @Test
  @Order(4)
  void choosesTheConnector() {
    looks.at("connectors-to-choose");
    wizard.connectorSearch().fill("fax machine");
    assertThat(wizard.noConnector()).isVisible();
    wizard.connectorSearch().fill("");
    wizard.category("FILE").click();
    assertThat(wizard.connector("s3")).isVisible();

    wizard.connector("s3").click();

    assertThat(page.getByText("Connect to Amazon S3 - " + FLOW)).isVisible();
    wizard.displayName().fill("Census of the story");
    wizard.description().fill("Who lives where");
    looks.at("general");
    wizard.next();
    assertThat(wizard.setting("accessKeyId")).isVisible();
  }

  @Test
  @Order(5)
  void isToldWhatIsWrongWithTheSettings() {
    wizard.connect();
    assertThat(wizard.settingProblem("accessKeyId")).containsText("Access key ID");
    looks.at("settings-missing");

    Ready.S3 s3 = ready.sandbox().s3();
    wizard.setting("accessKeyId").fill(s3.accessKey());
    wizard.setting("secretAccessKey").fill("not-the-secret");
    wizard.setting("bucket").fill(s3.bucket());
    wizard.openAdvancedSettings();
    wizard.setting("endpoint").fill(s3.endpoint());
    wizard.setting("pathStyle").check();
    wizard.connect();

    assertThat(wizard.settingProblem("secretAccessKey"))
        .containsText("The secret access key does not belong to this access key ID.");
    assertThat(page.content()).doesNotContain("not-the-secret");
    looks.at("settings-wrong-secret");
  }

  @Test
  @Order(6)
  void browsesToTheFolderAndConnects() {
    Ready.S3 s3 = ready.sandbox().s3();
    wizard.setting("secretAccessKey").fill(s3.secretKey());
    wizard.browse("bucket");
    assertThat(wizard.browsed()).containsText(s3.bucket());
    looks.at("browse-buckets");
    wizard.take(s3.bucket());
    assertThat(wizard.setting("bucket")).hasValue(s3.bucket());
    wizard.browse("folder");
    assertThat(wizard.browsed()).containsText("story");
    looks.at("browse-folders");
    wizard.chooseFolder("story");
    assertThat(wizard.setting("folder")).hasValue(Pattern.compile("story/?"));

    wizard.connect();

    assertThat(wizard.grid()).containsText("File name");
    assertThat(page.getByText("Data loaded successfully")).isVisible();
    looks.at("table-details");
  }

  @Test
  @Order(7)
  void choosesTablesPurposesNamesAndOptions() {
    assertThat(wizard.chosen()).containsText("3 of 3 tables selected");
    wizard.action("clear-all");
    assertThat(wizard.chosen()).containsText("0 of 3 tables selected");
    wizard.action("select-all");
    assertThat(wizard.chosen()).containsText("3 of 3 tables selected");
    wizard.tableSearch().fill("suites");
    assertThat(wizard.row("guests.csv").row()).hasCount(0);
    wizard.tableSearch().fill("");

    wizard.row("level_codes.csv").purpose("Metadata");
    wizard.row("suites.csv").entity().fill("no spaces");
    wizard.row("suites.csv").entity().blur();
    assertThat(wizard.row("suites.csv").entityProblem()).containsText("no spaces");
    looks.at("entity-name-refused");
    wizard.row("suites.csv").takeSuggestion();
    assertThat(wizard.row("suites.csv").entityProblem()).hasCount(0);
    wizard.row("suites.csv").entity().fill("StorySuite");
    wizard.row("level_codes.csv").entity().fill("StoryLevel");
    wizard.row("guests.csv").entity().fill("StoryGuest");
    wizard.row("guests.csv").entity().blur();

    wizard.row("guests.csv").openColumns();
    assertThat(wizard.columns()).containsText("guest_id");
    looks.at("columns");
    wizard.columnsDone();
    assertThat(wizard.columns()).isHidden();
    wizard.row("guests.csv").openAdvanced();
    assertThat(wizard.advancedFields()).containsText("Quote character");
    looks.at("advanced-settings");
    wizard.misfits().selectOption("REJECT_ROW");
    wizard.advancedDone();
    assertThat(wizard.advancedFields()).isHidden();

    wizard.save();

    assertThat(imports.dataflow(FLOW)).hasText("Census of the story");
    assertThat(imports.status(FLOW)).containsText("New");
    looks.at("imports-with-new-dataflow");
  }

  @Test
  @Order(8)
  void runsAndLooksAtWhatCame() {
    imports.choose("run", FLOW);
    assertThat(imports.status(FLOW)).containsText("Completed");

    imports.choose("history", FLOW);
    assertThat(runs.run(1)).containsText("Succeeded");
    looks.at("run-history");
    runs.open(1);
    assertThat(runs.rowsRead()).hasText("6");
    assertThat(runs.rowsWritten()).hasText("6");
    assertThat(runs.table("StoryGuest")).containsText("guests.csv");
    looks.at("run");

    entities.openList();
    assertThat(entities.row("StoryGuest")).containsText("2");
    assertThat(entities.row("StoryLevel")).containsText("Metadata");
    looks.at("entities");
    entities.open("StoryGuest");
    assertThat(entities.relation()).containsText("storyguest");
    assertThat(entities.columns()).containsText("guest_id");
    assertThat(entities.columns()).containsText("bigint");
    assertThat(entities.rows()).hasText("2");
    entities.showRows();
    assertThat(entities.preview()).containsText("Ada");
    looks.at("entity");

    String tenant = ready.tenant();
    assertThat(landed.rows("select name || ' ' || age from " + tenant + ".storyguest order by 1"))
        .containsExactly("Ada 81", "Ben 79");
    assertThat(landed.rows("select suite || floor from " + tenant + ".storysuite order by 1"))
        .containsExactly("A11", "B22");
    assertThat(landed.rows("select label from " + tenant + "_meta.storylevel order by 1"))
        .containsExactly("Assisted", "Memory");
  }

  @Test
  @Order(9)
  void runsAgainAfterTheSourceChanged() {
    bucket.put("story/guests.csv", "guest_id,name,age\n1,Ada,82\n2,Ben,80\n3,Cleo,77\n");
    runs.openHistory(FLOW);
    runs.startRun();
    assertThat(runs.run(2)).containsText("Succeeded");
    assertThat(guests()).isEqualTo("Ada 82, Ben 80, Cleo 77");

    bucket.put("story/guests.csv", "guest_id,name,age\n1,Ada,83\n2,Ben,eighty-one\n3,Cleo,78\n");
    runs.openHistory(FLOW);
    runs.startRun();
    assertThat(runs.run(3)).containsText("Succeeded");
    assertThat(guests()).isEqualTo("Ada 83, Cleo 78");
    looks.at("run-history-of-three");
  }

  @Test
  @Order(10)
  void looksAtTheRejectsAndTakesThemHome() {
    runs.open(3);
    assertThat(runs.rowsRejected()).hasText("1");
    runs.openRejects("StoryGuest");
    assertThat(runs.rejects()).containsText("guests.csv");
    assertThat(runs.rejects()).containsText("age");
    looks.at("rejects");

    Download download = page.waitForDownload(() -> runs.downloadRejects().first().click());

    assertThat(download.suggestedFilename()).endsWith(".csv");
    assertThat(download.path()).content().contains("eighty-one");
  }

  @Test
  @Order(11)
  void rollsBackAndBackAgain() {
    imports.open();
    imports.choose("rollback", FLOW);
    assertThat(imports.rollbackDialog()).containsText("This takes back run 3 of " + FLOW);
    assertThat(imports.rollbackDialog().locator("tr", hasText("StoryGuest")))
        .containsText(Pattern.compile("StoryGuest\\s*2\\s*3"));
    looks.at("rollback-dialog");
    imports.confirmRollback();
    assertThat(imports.status(FLOW)).containsText("Rolled back");
    assertThat(guests()).isEqualTo("Ada 82, Ben 80, Cleo 77");

    runs.openHistory(FLOW);
    runs.askRollback();
    assertThat(runs.rollbackDialog()).containsText("This takes back run 2 of " + FLOW);
    runs.confirmRollback();
    assertThat(runs.run(5)).containsText("Succeeded");
    assertThat(guests()).isEqualTo("Ada 81, Ben 79");
    assertThat(runs.run(3)).containsText("Rolled back");
    assertThat(runs.run(2)).containsText("Rolled back");
    looks.at("run-history-after-rollback");
  }

  @Test
  @Order(12)
  void renamesAnEntityWithoutLosingItsData() {
    imports.open();
    imports.choose("edit", FLOW);
    assertThat(wizard.displayName()).hasValue("Census of the story");
    wizard.displayName().fill("Census, renamed");
    looks.at("edit-general");
    wizard.next();
    wizard.connect();
    assertThat(wizard.grid()).isVisible();
    wizard.row("guests.csv").entity().fill("StoryVisitor");
    wizard.row("guests.csv").entity().blur();
    looks.at("edit-tables");
    wizard.save();

    assertThat(imports.dataflow(FLOW)).hasText("Census, renamed");
    assertThat(landed.rows("select name from " + ready.tenant() + ".storyvisitor order by 1"))
        .containsExactly("Ada", "Ben");
    entities.openList();
    assertThat(entities.row("StoryVisitor")).isVisible();
    assertThat(entities.row("StoryGuest")).hasCount(0);
  }

  @Test
  @Order(13)
  void tellsWhatUsesHowMuch() {
    page.getByTestId("nav-storage").click();
    assertThat(page.getByTestId("storage-StoryVisitor")).containsText("KB");
    assertThat(page.getByTestId("records-runs")).containsText("for 400 days");
    assertThat(page.getByTestId("disk-free")).containsText("B");
    looks.at("storage");

    page.getByTestId("storage-search").fill("no such entity");
    page.getByTestId("storage-search").press("Enter");

    assertThat(page.getByText("No entity matches")).isVisible();
  }

  @Test
  @Order(14)
  void removesTheDataflowOnlyWhenItsNameIsTyped() {
    imports.open();
    imports.choose("remove", FLOW);
    assertThat(imports.removeDialog()).containsText("StoryVisitor");
    assertThat(imports.removeDialog()).containsText("3 entities");
    assertThat(imports.delete()).isDisabled();
    imports.removeConfirmation().fill("StoryCensu");
    assertThat(imports.delete()).isDisabled();
    looks.at("remove-dialog");
    imports.removeConfirmation().fill(FLOW);
    assertThat(imports.delete()).isEnabled();

    imports.delete().click();

    assertThat(imports.dataflow(FLOW)).hasCount(0);
    assertThat(
            landed.rows(
                "select table_name from information_schema.tables where table_name like 'story%'"))
        .isEmpty();
  }

  @Test
  @Order(15)
  void everyOtherPageOpens() {
    page.navigate("/");
    assertThat(page.getByTestId("home-dataflows")).isVisible();
    looks.at("home");
    page.navigate("/connectors.xhtml");
    assertThat(page.getByTestId("connectors-table")).containsText("Amazon S3");
    looks.at("connectors");
    page.getByTestId("user-menu").locator("summary").click();
    page.getByTestId("sign-out").click();
    assertThat(page).hasURL(Pattern.compile(".*/sign-in\\.xhtml.*"));
  }

  @Test
  @Order(16)
  void noPageHasASeriousAccessibilityProblemOrIsTooWide() {
    assertThat(looks.problems()).isEmpty();
  }

  private String guests() {
    return String.join(
        ", ",
        landed.rows("select name || ' ' || age from " + ready.tenant() + ".storyguest order by 1"));
  }

  private static Locator.FilterOptions groupOf(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator.LocatorOptions hasText(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }
}
