package tributary.plugin.dynamics.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tributary.plugin.dynamics.odata.LocalOData.METADATA;
import static tributary.plugin.dynamics.odata.LocalOData.NOT_BY_ITSELF;
import static tributary.plugin.dynamics.odata.LocalOData.READINGS;
import static tributary.plugin.dynamics.odata.LocalOData.SLOWER;
import static tributary.plugin.dynamics.odata.LocalOData.delta;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.dataverse.DataverseSettings;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.CursorProblem;
import tributary.spi.NextCursor;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.TableLayout;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;

/** A service of any kind. */
class ODataServiceTest {
  @RegisterExtension final LocalOData odata = new LocalOData();

  private CheckStep failed(String key, String value) throws InterruptedException {
    Map<String, String> settings = odata.settings();
    settings.put(key, value);
    try (Connector connector = odata.connector(settings)) {
      return connector.check().failure().orElseThrow();
    }
  }

  @Test
  void readsNumbersThatAreNoneAndTellsChangesByLinks() throws InterruptedException {
    odata.page(
        "Readings",
        delta("Readings?$deltatoken=1"),
        "{\"id\":1,\"value\":\"NaN\",\"at\":\"1700-02-28T00:00:00Z\"}",
        "{\"id\":2,\"value\":\"-INF\",\"note\":\"a\\u0000b\"}");
    odata.page(
        "Readings?$deltatoken=1",
        delta("/odata/Readings?$deltatoken=2"),
        "{\"id\":3,\"value\":1.5,\"at\":null,\"note\":\"\"}",
        "{\"@removed\":{\"reason\":\"deleted\"},\"@id\":\"Readings(1)\"}",
        "{\"@odata.context\":\"$metadata#Readings/$deletedEntity\",\"id\":\"Readings(2)\"}");
    try (Connector connector = odata.connector()) {
      assertThat(connector.check().failure()).isEmpty();
      Source source = connector.source().orElseThrow();
      FullRead all = FullRead.of(source, READINGS);
      assertThat(all.rows())
          .extracting(row -> row.values().get(1))
          .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
      assertThat(all.rows().get(0).values().get(2))
          .isEqualTo(Instant.parse("1700-02-28T00:00:00Z"));
      assertThat(all.rows().get(1).values().get(3)).isEqualTo("a\u0000b");
      FullRead changes = FullRead.since(source, READINGS, all.cursor().orElseThrow());
      assertThat(changes.rows()).hasSize(1);
      assertThat(changes.deletes())
          .extracting(key -> key.values())
          .containsExactly(List.of("1"), List.of("2"));
      assertThat(changes.cursor().orElseThrow().value()).endsWith("/odata/Readings?$deltatoken=2");
    }
  }

  @Test
  void understandsARefusalThatSaysItIsPackedAndIsEmpty() {
    odata.packs = true;
    odata.answer("Readings", NOT_BY_ITSELF);
    assertThat(odata.refused())
        .hasMessageContaining("does not give out the rows of “Readings” by themselves");
  }

  @Test
  void unpacksWhatComesPackedAndWantsThatOfOtherMachinesOnly() throws InterruptedException {
    odata.packs = true;
    odata.page("Readings", delta("Readings?t=1"), "{\"id\":7}");
    try (Connector connector = odata.connector()) {
      assertThat(FullRead.of(connector.source().orElseThrow(), READINGS).rows()).hasSize(1);
    }
    assertThat(new ServiceAddress(URI.create("https://a.example/odata")).isThisMachine()).isFalse();
    assertThat(new ServiceAddress(URI.create("http://[::1]:80/odata")).isThisMachine()).isTrue();
  }

  @Test
  void saysThatATableIsNotGivenOutByItself() {
    odata.answer("Readings", NOT_BY_ITSELF);
    assertThat(odata.refused())
        .hasMessage(
            "“127.0.0.1” does not give out the rows of “Readings” by themselves. Leave the table"
                + " out.");
  }

  @Test
  void passesItsCheckWhenAnyTableCanBeRead() throws InterruptedException {
    String set = "<EntitySet Name=\"%s\" EntityType=\"N.Reading\"/>";
    odata.answer(
        "$metadata",
        METADATA.replace(
            "<EntitySet", set.formatted("Parts") + set.formatted("Gone") + "<EntitySet"));
    odata.answer("Parts", NOT_BY_ITSELF);
    odata.page("Readings", "", "{\"id\":1}");
    try (Connector connector = odata.connector()) {
      assertThat(connector.check().failure()).isEmpty();
      assertThat(connector.check().steps())
          .extracting(CheckStep::detail)
          .contains("“Readings” can be read.");
    }
  }

  @Test
  void saysWhyTheFirstTableCannotBeReadWhenNoneCan() throws InterruptedException {
    odata.answer("Readings", NOT_BY_ITSELF);
    try (Connector connector = odata.connector()) {
      assertThat(connector.check().failure().orElseThrow().detail())
          .startsWith("“127.0.0.1” does not give out the rows of “Readings” by themselves.");
    }
  }

  @Test
  void saysThatItIsAskedAgainAndAgainToSlowDown() {
    odata.answer("Readings", SLOWER);
    assertThat(odata.refused())
        .hasMessage(
            "“127.0.0.1” asks again and again to slow down. Lower the Parallel requests under"
                + " Advanced, or run at a quieter time.");
  }

  @Test
  void tellsAPersonAtOnceThatTheServiceWantsToBeLeftAlone() throws InterruptedException {
    odata.answer("$metadata", SLOWER);
    odata.retryAfter = "90";
    assertThat(failed("username", "ann").detail())
        .matches("“127.0.0.1” asks to wait until .* UTC before it is asked again[.]");
    odata.retryAfter = "0";
    assertThat(failed("username", "ann").detail()).contains("asks again and again to slow down");
  }

  @Test
  void saysThatThePasswordIsWrong() throws InterruptedException {
    CheckStep step = failed("password", "wrong-one");
    assertThat(step.fieldKey()).contains("password");
    assertThat(step.detail()).contains("refuses the sign-in").doesNotContain("wrong-one");
  }

  @Test
  void saysThatASignInIsWanted() throws InterruptedException {
    assertThat(failed("authentication", "none").detail()).contains("wants a sign-in");
  }

  @Test
  void namesTheAddressAtWhichNobodyIs() throws InterruptedException {
    CheckStep step = failed("address", "http://127.0.0.1:1/odata");
    assertThat(step.fieldKey()).contains("address");
    assertThat(step.detail()).contains("Nothing answers at “127.0.0.1:1”. Correct the address");

    Map<String, String> settings = odata.settings();
    settings.put("authentication", "client");
    settings.put("tokenAddress", "http://127.0.0.1:1/token");
    settings.put("clientId", "care");
    settings.put("clientSecret", "of-nobody");
    try (Connector connector = odata.connector(settings)) {
      CheckStep token = connector.check().failure().orElseThrow();
      assertThat(token.fieldKey()).contains("tokenAddress");
      assertThat(token.detail()).contains("Nothing answers at “127.0.0.1:1”");
    }
  }

  @Test
  void tellsHowItSignsIn() throws InterruptedException {
    odata.answer("Readings", "{\"value\":[]}");
    for (String way : List.of("basic", "none")) {
      Map<String, String> settings = odata.settings();
      settings.put("authentication", way);
      try (Connector connector = odata.connector(settings)) {
        assertThat(connector.check().steps().get(0).detail())
            .isEqualTo(
                way.equals("none") ? "None is chosen." : "What to sign in with is filled in.");
      }
    }
  }

  @Test
  void saysThatTheAddressIsNoService() throws InterruptedException {
    odata.answer("$metadata", "<html><body>Welcome</body></html>");
    CheckStep step = failed("username", "ann");
    assertThat(step.fieldKey()).contains("address");
    assertThat(step.detail()).contains("not as an OData v4 service does");
  }

  @Test
  void showsASecretToNobodyWithoutEncryption() {
    Map<String, String> settings = odata.settings();
    settings.put("address", "http://service.example/odata");
    assertThat(catchThrowableOfType(ConnectorException.class, () -> odata.connector(settings)))
        .hasMessageContaining("without encryption");
  }

  @Test
  void refusesEntitiesInTheDescription() throws IOException, InterruptedException {
    try (DataverseSandbox service =
        DataverseSandbox.start(DataverseSettings.usual(Clock.systemUTC()).withSize(3, 0))) {
      service.controls().add(Fault.body(Fault.Kind.XML_ENTITIES, null, 0, 0));
      try (Connector connector = odata.connector(ODataContractTest.settings(service))) {
        CheckStep step = connector.check().failure().orElseThrow();
        assertThat(step.name()).isEqualTo("Read the description");
        assertThat(step.detail()).contains("brings entities, which are refused");
      }
    }
  }

  @Test
  void bringsEveryRowAgainWhereTheServiceTellsNoChanges() throws InterruptedException {
    odata.answer("$metadata", METADATA.replace("Bool=\"true\"", "Bool=\"false\""));
    odata.page("Readings", "", "{\"id\":1,\"value\":2.5}", "{\"id\":2,\"value\":3}");
    try (Connector connector = odata.connector()) {
      Source source = connector.source().orElseThrow();
      TableLayout layout = source.layout(READINGS, TableOptions.NONE);
      assertThat(layout.reads()).containsExactlyInAnyOrder(ReadKind.FULL, ReadKind.INCREMENTAL);
      Cursor cursor = FullRead.of(source, READINGS).cursor().orElseThrow();
      odata.page("Readings", "", "{\"id\":2,\"value\":4}");
      FullRead again = FullRead.since(source, READINGS, cursor);
      assertThat(again.rows()).hasSize(1);
      ReadPlan plan =
          source.plan(
              new ReadRequest.Incremental(
                  READINGS,
                  TableOptions.NONE,
                  layout.columns(),
                  again.cursor().orElseThrow(),
                  Duration.ZERO));
      assertThat(plan.next()).as("what does not come is gone").isInstanceOf(NextCursor.Swept.class);
    }
  }

  @Test
  void wantsEverythingOnceTheServiceBeginsToTellChanges() throws InterruptedException {
    odata.answer("$metadata", METADATA.replace("Bool=\"true\"", "Bool=\"false\""));
    odata.page("Readings", delta("Readings?t=1"));
    try (Connector connector = odata.connector()) {
      Source source = connector.source().orElseThrow();
      Cursor cursor = FullRead.of(source, READINGS).cursor().orElseThrow();
      odata.answer("$metadata", METADATA);
      ConnectorException failure =
          catchThrowableOfType(
              ConnectorException.class, () -> FullRead.since(source, READINGS, cursor));
      assertThat(CursorProblem.CURSOR_EXPIRED.is(failure)).isTrue();
      assertThat(failure).hasMessageStartingWith("“127.0.0.1” tells since the last run what");
    }
  }

  @Test
  void readsATableWithoutAKeyInFullEachTime() throws InterruptedException {
    odata.answer("$metadata", METADATA.replace("<Key><PropertyRef Name=\"id\"/></Key>", ""));
    odata.page("Readings", "", "{\"id\":1,\"value\":2.5}", "{\"id\":1,\"value\":3}");
    try (Connector connector = odata.connector()) {
      Source source = connector.source().orElseThrow();
      TableLayout layout = source.layout(READINGS, TableOptions.NONE);
      assertThat(layout.key()).isEmpty();
      assertThat(layout.reads()).containsExactly(ReadKind.FULL);
      FullRead all = FullRead.of(source, READINGS);
      assertThat(all.rows()).hasSize(2);
      assertThat(all.cursor()).isEmpty();
    }
  }
}
