package tributary.verification.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.dataverse.DataverseSettings;

/** Chooses among a thousand tables: by search, by page, by keyboard, and quicker than a network. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyTablesIT extends BrowserTest {
  private static final String FLOW = "ManyTables";
  private static final String FILES = "ManyFiles";
  private static final String ALL = "1,031";
  private static final String PAGE_OF_TABLES = "**/table-details.xhtml*";

  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);

  private static final LocatorAssertions.HasTextOptions ENDING =
      new LocatorAssertions.HasTextOptions().setTimeout(90_000);

  private final List<String> asked = new ArrayList<>();
  private final Consumer<Request> listening = request -> asked.add(request.url());
  private DataverseSandbox dataverse;
  private ImportsScreen imports;
  private WizardScreen wizard;

  @BeforeAll
  void signIn() throws IOException {
    dataverse =
        DataverseSandbox.start(DataverseSettings.usual(Clock.systemUTC()).withSize(10, 1_000));
    wizard = new WizardScreen(page);
    imports = signedIn();
  }

  @AfterAll
  void stop() throws IOException {
    dataverse.close();
  }

  private Locator rows() {
    return wizard.grid().locator("tbody tr");
  }

  @Test
  @Order(1)
  void showsAThousandTablesPageByPage() {
    page.getByTestId("new-dataflow").first().click();
    wizard.name().fill(FLOW);
    wizard.next();
    wizard.connector("dynamics").click();
    wizard.displayName().fill("Many tables");
    wizard.next();
    wizard.setting("clientId").fill(DataverseSandbox.CLIENT_ID);
    wizard.setting("clientSecret").fill(DataverseSandbox.CLIENT_SECRET);
    wizard.setting("domainUrl").fill(dataverse.url().toString());
    wizard.openAdvancedSettings();
    wizard.setting("authority").fill(dataverse.url().toString());
    wizard.connect();

    assertThat(wizard.grid()).isVisible(PATIENTLY);
    assertThat(wizard.chosen()).containsText(ALL + " of " + ALL + " tables selected");
    assertThat(rows()).hasCount(50);
    page.getByTestId("tables-next").click();
    assertThat(page.locator(".ui-paginator-current")).hasText("51 - 100 of " + ALL + " tables");
    page.getByTestId("tables-previous").click();
    assertThat(wizard.row("Account").row()).containsText("tracked");
    assertThat(wizard.row("Business Unit").row().locator("[data-changes]")).hasCount(0);
    wizard.tableSearch().fill("relationships");
    assertThat(wizard.row("Relationships").row()).containsText("read in full");
    wizard.tableSearch().fill("");
    looks.at("thousand-tables");
  }

  @Test
  @Order(2)
  void findsATableWithoutAskingTheServer() {
    page.onRequest(listening);
    wizard.tableSearch().fill("custom TABLE 0");
    assertThat(page.getByTestId("tables-found")).hasText("0 tables fit");
    assertThat(page.getByText("No table fits.")).isVisible();
    wizard.tableSearch().fill("custom table 99");
    assertThat(rows()).hasCount(11);
    assertThat(page.getByTestId("tables-found")).hasText("11 tables fit");
    assertThat(wizard.row("Custom Table 990").row()).isVisible();
    wizard.tableSearch().fill("tr_table0042");
    assertThat(rows()).hasCount(1);
    assertThat(wizard.row("Custom Table 42").entity()).hasValue("tr_table0042");
    wizard.tableSearch().press("Enter");
    wizard.tableSearch().fill("");
    assertThat(rows()).hasCount(50);
    page.offRequest(listening);
    assertThat(asked).isEmpty();
  }

  @Test
  @Order(3)
  void selectsWhatTheSearchShows() {
    wizard.action("clear-all");
    assertThat(wizard.chosen()).containsText("0 of " + ALL);
    wizard.tableSearch().fill("custom table 99");
    wizard.action("select-all");
    assertThat(wizard.chosen()).containsText("11 of " + ALL);
    wizard.tableSearch().fill("");
    wizard.action("show-selected");
    assertThat(rows()).hasCount(11);
    looks.at("selected-only");
    wizard.action("clear-all");
    assertThat(wizard.chosen()).containsText("0 of " + ALL);
    wizard.action("show-all");
    assertThat(rows()).hasCount(50);
  }

  @Test
  @Order(4)
  void isWorkedByKeyboard() {
    wizard.tableSearch().focus();
    page.keyboard().type("knowledge");
    assertThat(rows()).hasCount(1);
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(wizard.row("Knowledge Article").select()).isFocused();
    page.keyboard().press("Space");
    assertThat(wizard.chosen()).containsText("1 of " + ALL);
    page.keyboard().press("Space");
    assertThat(wizard.chosen()).containsText("0 of " + ALL);
    wizard.tableSearch().fill("");
  }

  @Test
  @Order(5)
  void losesNothingOfWhatIsChosenWhileTheServerIsSlow() throws IOException {
    wizard.action("select-all");
    assertThat(wizard.chosen()).containsText(ALL + " of");
    List<Route> held = new ArrayList<>();
    page.route(
        PAGE_OF_TABLES,
        route -> {
          if (route.request().headers().containsKey("faces-request")) {
            held.add(route);
          } else {
            route.resume();
          }
        });
    wizard.action("clear-all");
    wizard.row("Account").select().click();
    wizard.row("Account").entity().fill("ManyAccount");
    wizard.row("Case").select().click();
    wizard.row("Case").purpose("Metadata");
    wizard.row("Case").entity().fill("ManyCase");
    wizard.save();
    assertThat(wizard.chosen()).containsText("2 of " + ALL);
    assertThat(page.getByTestId("save")).hasAttribute("aria-busy", "true");
    page.unroute(PAGE_OF_TABLES);
    held.forEach(Route::resume);

    assertThat(imports.dataflow(FLOW)).isVisible(PATIENTLY);
    assertThat(selected())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("account", "DATA ManyAccount", "incident", "METADATA ManyCase"));
  }

  private Map<String, String> selected() throws IOException {
    APIResponse answer =
        page.request()
            .get(
                "/api/v1/dataflows/" + FLOW,
                RequestOptions.create().setHeader("Authorization", "Bearer " + ready.token()));
    Map<String, String> selected = new TreeMap<>();
    for (JsonNode table : new ObjectMapper().readTree(answer.body()).path("tables")) {
      if (table.path("selected").asBoolean()) {
        selected.put(
            table.path("table").asText(),
            table.path("purpose").asText() + " " + table.path("entityName").asText());
      }
    }
    return selected;
  }

  @Test
  @Order(6)
  void showsTheTablesOfARunPageByPage() {
    Ready.S3 s3 = ready.sandbox().s3();
    try (SandboxBucket bucket = new SandboxBucket(s3)) {
      List<String> files =
          IntStream.rangeClosed(1, 60).mapToObj("manyfiles/manyfile%02d.csv"::formatted).toList();
      files.forEach(file -> bucket.put(file, "id\n1\n"));
      api("/dataflows", Map.of("name", FILES, "connector", "s3", "settings", settings(s3)), 201);
      api("/dataflows/" + FILES + "/runs", Map.of(), 202);

      RunScreens runs = new RunScreens(page);
      runs.openHistory(FILES);
      runs.open(1);
      assertThat(runs.description()).hasText("Published 60 tables: 60 rows.", ENDING);
      files.forEach(bucket::remove);
    }
    Locator tables = page.getByTestId("table-runs").locator("tbody tr");
    assertThat(tables).hasCount(50);
    page.getByText("Next", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(tables).hasCount(10);
    assertThat(page.locator(".ui-paginator-current")).hasText("51 - 60 of 60 items");
    looks.at("run-of-many-tables");
    page.getByTestId("tables-status").selectOption("failed");
    assertThat(page.getByTestId("no-tables")).hasText("No table of this run has this status.");
    assertThat(page.getByTestId("tables-status")).hasValue("failed");
  }

  private static Map<String, String> settings(Ready.S3 s3) {
    return Map.of(
        "accessKeyId", s3.accessKey(),
        "secretAccessKey", s3.secretKey(),
        "bucket", s3.bucket(),
        "folder", "manyfiles/",
        "endpoint", s3.endpoint(),
        "pathStyle", "true");
  }

  private void api(String path, Map<String, Object> body, int status) {
    APIResponse answer =
        page.request()
            .post(
                "/api/v1" + path,
                RequestOptions.create()
                    .setHeader("Authorization", "Bearer " + ready.token())
                    .setData(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  @Test
  @Order(7)
  void noPageHasASeriousAccessibilityProblemOrIsTooWide() {
    assertThat(looks.problems()).isEmpty();
  }
}
