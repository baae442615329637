package tributary.verification.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** PointClickCare, as a person connects it: certificate, tables, a run, and one that fails. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PccStoryIT extends BrowserTest {
  private static final String FLOW = "StoryResidents";

  /** Connecting asks for each resource once; a machine that does much else takes its time. */
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);

  private static final LocatorAssertions.ContainsTextOptions UNTIL_DONE =
      new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

  private static final LocatorAssertions.HasTextOptions UNTIL_COUNTED =
      new LocatorAssertions.HasTextOptions().setTimeout(120_000);

  private Ready.PointClickCare pcc;
  private Path certificates;
  private Landed landed;
  private ImportsScreen imports;
  private WizardScreen wizard;
  private RunScreens runs;
  private Levers levers;
  private WebhooksScreen webhooks;

  @BeforeAll
  void signIn() {
    pcc = ready.sandbox().pcc();
    certificates = Path.of(pcc.certificate()).getParent();
    landed = new Landed(ready.db());
    wizard = new WizardScreen(page);
    runs = new RunScreens(page);
    levers = new Levers(pcc.control());
    webhooks = new WebhooksScreen(page);
    imports = signedIn();
  }

  @AfterAll
  void calm() throws IOException, InterruptedException {
    levers.calm();
  }

  @Test
  @Order(1)
  void isToldAtOnceWhatIsWrongWithACertificate() {
    page.getByTestId("new-dataflow").first().click();
    wizard.name().fill(FLOW);
    wizard.next();
    wizard.connector("pcc").click();
    wizard.displayName().fill("Residents");
    wizard.next();

    wizard.upload("certificate", certificates.resolve("client.p12"));
    assertThat(wizard.fileNote("certificate")).containsText("the file is protected by a password");
    looks.at("certificate-locked");
    wizard.setting("certificatePassword").fill("not the password");
    wizard.setting("certificatePassword").blur();
    assertThat(wizard.fileNote("certificate")).containsText("it does not open the file");

    wizard.setting("certificatePassword").fill(pcc.certificatePassword());
    wizard.setting("certificatePassword").blur();
    assertThat(wizard.fileNote("certificate"))
        .containsText("“Larkmere data import”, issued by “Tributary sandbox authority”");
    wizard.upload("certificate", certificates.resolve("client-expired.p12"));
    assertThat(wizard.fileNote("certificate")).containsText("expired on");
    looks.at("certificate-expired");
    wizard.upload("certificate", certificates.resolve("client-ends-soon.p12"));
    assertThat(wizard.fileNote("certificate")).containsText("Certificate ends in");
    looks.at("certificate-ends-soon");
  }

  @Test
  @Order(2)
  void connectsAndSeesTheTables() {
    wizard.setting("clientId").fill(pcc.clientId());
    wizard.setting("clientSecret").fill(pcc.clientSecret());
    wizard.setting("applicationName").fill(pcc.application());
    wizard.setting("organizationUuid").fill("00000000-0000-4000-8000-000000000000");
    wizard.openAdvancedSettings();
    wizard.setting("authorizationUrl").fill(pcc.authUrl());
    wizard.setting("apiUrl").fill(pcc.apiUrl());
    wizard.setting("requestsPerSecond").fill("1000");
    wizard.upload("trustedAuthorities", Path.of(pcc.ca()));
    wizard.connect();
    assertThat(wizard.settingProblem("organizationUuid"))
        .containsText("has not activated the application", UNTIL_DONE);
    looks.at("not-activated");

    wizard.setting("organizationUuid").fill(pcc.organization());
    wizard.connect();

    assertThat(wizard.grid()).isVisible(PATIENTLY);
    assertThat(wizard.chosen()).containsText("34 of 34 tables selected");
    assertThat(wizard.grid()).containsText("Table name");
    looks.at("tables");
  }

  @Test
  @Order(3)
  void runsAndLooksAtWhatCame() {
    wizard.action("clear-all");
    assertThat(wizard.chosen()).containsText("0 of 34 tables selected");
    for (String table : new String[] {"Floors", "Patients", "Conditions"}) {
      wizard.row(table).select().check();
    }
    assertThat(wizard.chosen()).containsText("3 of 34 tables selected");
    wizard.row("Patients").entity().fill("CareResident");
    wizard.row("Conditions").entity().fill("CareCondition");
    wizard.row("Floors").entity().fill("CareFloor");
    wizard.row("Floors").entity().blur();
    wizard.save();
    assertThat(imports.dataflow(FLOW)).hasText("Residents");
    assertThat(page.getByTestId("certificate-" + FLOW)).containsText("Certificate ends in");
    looks.at("imports-certificate-ends");

    imports.choose("run", FLOW);
    assertThat(imports.status(FLOW)).containsText("Completed", UNTIL_DONE);

    runs.openHistory(FLOW);
    assertThat(runs.run(1)).containsText("Succeeded");
    looks.at("history");
    String tenant = ready.tenant();
    assertThat(
            landed.rows(
                "select count(*) || ' ' || count(birthdate) from " + tenant + ".careresident"))
        .containsExactly("500 500");
    assertThat(
            landed.rows(
                "select bool_and(p.patientid is not null)::text from "
                    + tenant
                    + ".carecondition c left join "
                    + tenant
                    + ".careresident p using (patientid)"))
        .containsExactly("true");
    assertThat(landed.rows("select count(*) > 0 from " + tenant + "_meta.carefloor"))
        .containsExactly("t");
  }

  @Test
  @Order(4)
  void cancelsARunFromTheHistory() throws IOException, InterruptedException {
    levers.pull("faults", "{\"kind\":\"LATENCY\",\"resource\":\"conditions\",\"millis\":2000}");
    runs.startRun();
    runs.cancel(2);
    assertThat(runs.run(2)).containsText("Cancelled", UNTIL_DONE);
    levers.calm();
  }

  @Test
  @Order(5)
  void isToldOfAChangeAsItHappens() throws IOException, InterruptedException {
    webhooks.open(FLOW);
    assertThat(webhooks.state()).hasText("Off");
    looks.at("webhooks-off");
    webhooks.tickOnly();
    webhooks.subscribe();
    assertThat(webhooks.problem()).containsText("Choose at least one group of events: ADT01");
    webhooks.tickOnly("ADT01", "ADT05");
    webhooks.subscribe();
    assertThat(webhooks.state()).hasText("Active");

    runs.openHistory(FLOW);
    runs.startRun();
    assertThat(runs.run(3)).containsText("Succeeded", UNTIL_DONE);
    levers.pull("happen", "{\"patientId\":100001,\"what\":\"patient.updateResidentInfo\"}");
    webhooks.open(FLOW);
    assertThat(webhooks.figure("processed")).hasText("1", UNTIL_COUNTED);
    assertThat(webhooks.events()).containsText("patient.updateResidentInfo");
    looks.at("webhooks");

    runs.openHistory(FLOW);
    assertThat(runs.run(4)).containsText("on an event of the source");
    assertThat(runs.run(4)).containsText("Succeeded");
    runs.narrowTo("webhook");
    assertThat(runs.run(4)).isVisible();
    assertThat(runs.run(3)).hasCount(0);
    looks.at("history-of-events");
    runs.narrowTo("schedule");
    assertThat(page.getByText("No run fits")).isVisible();
    runs.narrowTo("");
    assertThat(runs.run(3)).isVisible();

    webhooks.open(FLOW);
    webhooks.pause();
    assertThat(webhooks.state()).hasText("Paused");
    looks.at("webhooks-paused");
    webhooks.resume();
    assertThat(webhooks.state()).hasText("Active");
  }

  @Test
  @Order(6)
  void processesAnEventAgainThatFailed() throws IOException, InterruptedException {
    levers.pull("secret", "{\"secret\":\"renewed-at-the-vendor\"}");
    levers.pull("tokens", "{\"revoke\":true}");
    levers.pull("happen", "{\"patientId\":100002,\"what\":\"patient.updateResidentInfo\"}");
    assertThat(webhooks.figure("failed")).hasText("1", UNTIL_COUNTED);
    assertThat(webhooks.events()).containsText("refuses the Client Id");
    looks.at("webhooks-failed");

    levers.calm();
    webhooks.processAgain();
    assertThat(webhooks.figure("processed")).hasText("2", UNTIL_COUNTED);
    assertThat(webhooks.figure("failed")).hasText("0");
    webhooks.unsubscribe();
    assertThat(webhooks.state()).hasText("Off");
  }

  @Test
  @Order(7)
  void readsInTheDescriptionWhyARunFailed() throws IOException, InterruptedException {
    levers.pull("secret", "{\"secret\":\"renewed-at-the-vendor\"}");
    runs.openHistory(FLOW);
    int number = runs.shown() + 1;
    runs.startRun();
    assertThat(runs.run(number)).containsText("Failed", UNTIL_DONE);
    assertThat(runs.run(number)).containsText("refuses the Client Id");
    runs.open(number);
    assertThat(runs.description()).containsText("a secret that was renewed there");
    looks.at("run-failed");
  }

  @Test
  @Order(8)
  void neverShowsTheCertificateAgainButSaysWhoseItIs() {
    imports.open();
    imports.choose("edit", FLOW);
    wizard.next();
    assertThat(wizard.fileNote("certificate")).containsText("“Larkmere data import”");
    assertThat(page.content()).doesNotContain(pcc.clientSecret());
    looks.at("edit-certificate-kept");
  }

  @Test
  @Order(9)
  void noPageHasASeriousAccessibilityProblemOrIsTooWide() {
    assertThat(looks.problems()).isEmpty();
  }
}
