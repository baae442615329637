package tributary.verification.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Dynamics 365, as a person connects it: as a user, then as the application, and what changed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DynamicsStoryIT extends BrowserTest {
  private static final String FLOW = "StoryRelations";

  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);

  private static final LocatorAssertions.ContainsTextOptions UNTIL_DONE =
      new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

  private Ready.Dataverse dataverse;
  private Landed landed;
  private ImportsScreen imports;
  private WizardScreen wizard;
  private RunScreens runs;
  private Levers levers;

  @BeforeAll
  void signIn() {
    dataverse = ready.sandbox().dataverse();
    landed = new Landed(ready.db());
    wizard = new WizardScreen(page);
    runs = new RunScreens(page);
    levers = new Levers(dataverse.control());
    imports = signedIn();
  }

  @AfterAll
  void calm() throws IOException, InterruptedException {
    levers.calm();
  }

  private List<String> accounts(String what) {
    return landed.rows("select " + what + " from " + ready.tenant() + ".relationaccount");
  }

  /** Returns how many accounts are as the run brought them that brought some last. */
  private String loadedLast() {
    return landed
        .rows(
            "select count(*)::text from "
                + ready.tenant()
                + ".relationaccount group by _run_id order by max(_loaded_at) desc")
        .get(0);
  }

  private String typeOf(String column) {
    return landed
        .rows(
            "select data_type from information_schema.columns where table_schema = '"
                + ready.tenant()
                + "' and table_name = 'relationaccount' and column_name = '"
                + column
                + "'")
        .get(0);
  }

  /** Starts a run from the history and waits for its end. */
  private int runsUntil(String state) {
    runs.openHistory(FLOW);
    int number = runs.shown() + 1;
    runs.startRun();
    assertThat(runs.run(number)).containsText(state, UNTIL_DONE);
    return number;
  }

  @Test
  @Order(1)
  void isToldToSignInAsTheApplicationWhereAUserNeedsASecondFactor()
      throws IOException, InterruptedException {
    page.getByTestId("new-dataflow").first().click();
    wizard.name().fill(FLOW);
    wizard.next();
    wizard.connector("dynamics").click();
    wizard.displayName().fill("Relations of the story");
    wizard.next();

    wizard.setting("username").fill(dataverse.username());
    wizard.setting("password").fill(dataverse.password());
    wizard.setting("clientId").fill(dataverse.clientId());
    wizard.setting("domainUrl").fill(dataverse.url() + "/main.aspx");
    wizard.openAdvancedSettings();
    wizard.setting("authority").fill(dataverse.authority());
    levers.pull("sign-in", "{\"mfa\":true}");
    wizard.connect();
    assertThat(wizard.settingProblem("username"))
        .containsText("Sign in as the application", UNTIL_DONE);
    assertThat(wizard.setting("authority")).isVisible();
    looks.at("second-factor");
    levers.pull("sign-in", "{\"mfa\":false}");
  }

  @Test
  @Order(2)
  void connectsAsAUserAndSeesTheTables() throws IOException, InterruptedException {
    levers.pull("forbid", "{\"table\":\"contact\"}");
    wizard.connect();
    assertThat(wizard.grid()).isVisible(PATIENTLY);
    assertThat(wizard.row("Contact").row()).containsText("The privilege to read it is missing");
    assertThat(wizard.row("Contact").select()).isDisabled();
    looks.at("tables");
  }

  @Test
  @Order(3)
  void choosesTablesAndSaves() {
    wizard.action("clear-all");
    assertThat(wizard.chosen()).containsText("0 of");
    for (String table : List.of("Account", "Case", "String Map")) {
      wizard.row(table).select().check();
    }
    assertThat(wizard.chosen()).containsText("3 of");
    wizard.row("Account").entity().fill("RelationAccount");
    wizard.row("Case").entity().fill("RelationCase");
    wizard.row("String Map").entity().fill("RelationChoice");
    wizard.row("String Map").entity().blur();
    wizard.row("Case").purpose("Metadata");
    page.getByTestId("refresh-kind").selectOption("INCREMENTAL");
    wizard.save();
    assertThat(imports.dataflow(FLOW)).hasText("Relations of the story");
  }

  @Test
  @Order(4)
  void runsFromTheListAndLooksAtWhatCame() {
    imports.choose("run", FLOW);
    assertThat(imports.status(FLOW)).containsText("Completed", UNTIL_DONE);
    runs.openHistory(FLOW);
    assertThat(runs.run(1)).containsText("Succeeded");
    looks.at("history");

    assertThat(accounts("(count(*) > 900) || ' ' || count(distinct industrycode_label)"))
        .containsExactly("true 5");
    assertThat(typeOf("accountid")).isEqualTo("uuid");
    assertThat(typeOf("name")).isEqualTo("text");
    assertThat(typeOf("numberofemployees")).isEqualTo("bigint");
    assertThat(typeOf("revenue")).isEqualTo("numeric");
    assertThat(typeOf("address1_latitude")).isEqualTo("double precision");
    assertThat(typeOf("donotemail")).isEqualTo("boolean");
    assertThat(typeOf("createdon")).isEqualTo("timestamp with time zone");
    assertThat(typeOf("tr_foundedon")).isEqualTo("date");
    assertThat(typeOf("tr_inspectionat")).isEqualTo("timestamp without time zone");
    assertThat(typeOf("industrycode")).isEqualTo("bigint");
    assertThat(typeOf("primarycontactid")).isEqualTo("uuid");
    assertThat(accounts("bool_and(statecode_label in ('Active', 'Inactive'))::text"))
        .containsExactly("true");
    assertThat(
            landed.rows(
                "select (select count(*) > 0 from m.relationcase) || ' ' || (select count(*) > 0 from m.relationchoice)"
                    .replace("m.", ready.tenant() + "_meta.")))
        .containsExactly("true true");
  }

  @Test
  @Order(5)
  void readsInTheDescriptionWhyARunFailed() throws IOException, InterruptedException {
    levers.pull("sign-in", "{\"password\":\"renewed-at-microsoft\",\"revoke\":true}");
    int number = runsUntil("Failed");
    assertThat(runs.run(number)).containsText("AADSTS50126");
    runs.open(number);
    assertThat(runs.description())
        .containsText("Microsoft refuses the Username “" + dataverse.username() + "”");
    looks.at("run-failed");
    levers.calm();
  }

  @Test
  @Order(6)
  void goesOverToTheApplication() throws IOException, InterruptedException {
    imports.open();
    imports.choose("edit", FLOW);
    wizard.next();
    wizard.setting("username").fill("");
    assertThat(page.getByTestId("remove-clientSecret")).isHidden();
    page.getByTestId("remove-password").check();
    wizard.setting("clientSecret").fill("the-secret-of-last-year");
    wizard.connect();
    assertThat(wizard.settingProblem("clientSecret"))
        .containsText("Certificates & secrets of the app registration", UNTIL_DONE);
    assertThat(page.getByTestId("remove-password")).isHidden();
    looks.at("went-over");
    wizard.setting("clientSecret").fill(dataverse.clientSecret());
    wizard.connect();
    assertThat(wizard.grid()).isVisible(PATIENTLY);
    assertThat(wizard.chosen()).containsText("3 of");
    assertThat(wizard.row("Account").entity()).hasValue("RelationAccount");
    wizard.save();
    assertThat(imports.dataflow(FLOW)).isVisible();
    assertThat(page.content()).doesNotContain(dataverse.clientSecret());
    imports.choose("edit", FLOW);
    wizard.next();
    assertThat(page.getByTestId("remove-clientSecret")).isVisible();
    assertThat(page.getByTestId("remove-password")).isHidden();
  }

  @Test
  @Order(7)
  void readsWhatChangedAndWhatIsGone() throws IOException, InterruptedException {
    long before = Long.parseLong(accounts("count(*)::text").get(0));
    levers.pull("change", "{\"table\":\"account\",\"first\":20,\"count\":3}");
    levers.pull("delete", "{\"table\":\"account\",\"first\":30,\"count\":2}");
    int number = runsUntil("Succeeded");
    runs.open(number);
    assertThat(runs.table("RelationAccount")).containsText("Succeeded");
    looks.at("run-incremental");
    assertThat(accounts("count(*)::text")).containsExactly(Long.toString(before - 2));
    assertThat(loadedLast()).isEqualTo("3");
  }

  @Test
  @Order(8)
  void rollsBackAndReadsTheSameChangesAgain() {
    long after = Long.parseLong(accounts("count(*)::text").get(0));
    runs.openHistory(FLOW);
    int rollback = runs.shown() + 1;
    runs.askRollback();
    assertThat(runs.rollbackDialog()).containsText(Pattern.compile("2 come back, 0 go, 3 change"));
    runs.confirmRollback();
    assertThat(runs.run(rollback)).containsText("Succeeded", UNTIL_DONE);
    assertThat(accounts("count(*)::text")).containsExactly(Long.toString(after + 2));

    runsUntil("Succeeded");
    assertThat(accounts("count(*)::text")).containsExactly(Long.toString(after));
    assertThat(loadedLast()).isEqualTo("3");
  }

  @Test
  @Order(9)
  void readsWhichPrivilegeWasTakenAway() throws IOException, InterruptedException {
    levers.pull("forbid", "{\"table\":\"account\"}");
    int number = runsUntil("Partly succeeded");
    runs.open(number);
    assertThat(runs.table("RelationAccount")).containsText("security role with the Read privilege");
    looks.at("run-partly-succeeded");
    levers.calm();
  }

  @Test
  @Order(10)
  void noPageHasASeriousAccessibilityProblemOrIsTooWide() {
    assertThat(looks.problems()).isEmpty();
  }
}
