package tributary.verification.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Dynamics 365, as a person connects it: as a user, as the application, and what changed. */
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

  @BeforeAll
  void signIn() {
    dataverse = ready.sandbox().dataverse();
    landed = new Landed(ready.db());
    imports = new ImportsScreen(page);
    wizard = new WizardScreen(page);
    runs = new RunScreens(page);
    page.navigate("/imports.xhtml");
    new SignInScreen(page).signIn(ready.user(), ready.password());
    assertThat(imports.table()).isVisible();
  }

  @AfterAll
  void calm() throws IOException, InterruptedException {
    steer("calm", "");
  }

  private void steer(String lever, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(dataverse.control() + "/" + lever))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
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
    steer("sign-in", "{\"mfa\":true}");
    wizard.connect();
    assertThat(wizard.settingProblem("username"))
        .containsText("Sign in as the application", UNTIL_DONE);
    looks.at("second-factor");
    steer("sign-in", "{\"mfa\":false}");
  }

  @Test
  @Order(2)
  void connectsAndSeesTheTables() throws IOException, InterruptedException {
    steer("forbid", "{\"table\":\"contact\"}");
    wizard.setting("username").fill("");
    wizard.setting("password").fill("");
    wizard.setting("clientSecret").fill(dataverse.clientSecret());
    wizard.connect();
    assertThat(wizard.grid()).isVisible(PATIENTLY);
    assertThat(wizard.grid()).containsText("The privilege to read it is missing");
    looks.at("tables");
  }

  @Test
  @Order(3)
  void runsAndLooksAtWhatCame() {
    wizard.action("clear-all");
    wizard.row("Account").select().check();
    wizard.row("Case").select().check();
    wizard.row("Account").entity().fill("StoryAccount");
    wizard.row("Case").entity().fill("StoryCase");
    wizard.row("Case").entity().blur();
    wizard.save();
    assertThat(imports.dataflow(FLOW)).hasText("Relations of the story");
    imports.choose("run", FLOW);
    assertThat(imports.status(FLOW)).containsText("Completed", UNTIL_DONE);
    runs.openHistory(FLOW);
    assertThat(runs.run(1)).containsText("Succeeded");
    assertThat(
            landed.rows(
                "select count(*) || ' ' || count(distinct industrycode_label) from "
                    + ready.tenant()
                    + ".storyaccount"))
        .containsExactly("1000 5");
  }

  @Test
  @Order(4)
  void readsInTheDescriptionWhyARunFailed() throws IOException, InterruptedException {
    steer("sign-in", "{\"secret\":\"renewed-at-microsoft\"}");
    runs.startRun();
    assertThat(runs.run(2)).containsText("Failed", UNTIL_DONE);
    assertThat(runs.run(2)).containsText("AADSTS7000215");
    runs.open(2);
    assertThat(runs.description()).containsText("Certificates & secrets");
    looks.at("run-failed");
  }

  @Test
  @Order(5)
  void noPageHasASeriousAccessibilityProblemOrIsTooWide() {
    assertThat(looks.problems()).isEmpty();
  }
}
