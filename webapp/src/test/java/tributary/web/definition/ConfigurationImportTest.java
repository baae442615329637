package tributary.web.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

class ConfigurationImportTest {
  private static final TenantId TENANT = new TenantId("sunrise");

  private final DataflowsInMemory dataflows = new DataflowsInMemory();
  private final SchedulesInMemory schedules = new SchedulesInMemory();
  private final SourceInMemory source = new SourceInMemory();
  private final ConfigInMemory config = new ConfigInMemory();
  private ConfigurationImport imports;

  @BeforeEach
  void wire() {
    Definitions definitions = new Definitions(source, dataflows, schedules);
    imports =
        new ConfigurationImport(
            dataflows,
            schedules,
            new ImportPlanner(dataflows, source, definitions, schedules, config));
  }

  @Test
  void makesWhatIsNotThereAndChangesWhatIs() {
    apply("dataflows: [{name: Census, connector: files, settings: {path: a}}]");

    ConfigurationImport.Outcome outcome =
        apply(
            """
            version: 1
            dataflows:
            - {name: Census, displayName: Residents}
            - {name: Billing, connector: files, settings: {path: b}}
            """);

    assertThat(outcome.created()).containsExactly("Billing");
    assertThat(outcome.changed()).containsExactly("Census");
    assertThat(dataflows.dataflow(TENANT, "Census").displayName()).isEqualTo("Residents");
    assertThat(dataflows.dataflow(TENANT, "Census").settings()).isEqualTo(Map.of("path", "a"));
  }

  @Test
  void doesNothingWhenOneDataflowIsWrongAndNamesAllThatAre() {
    List<FieldProblem> problems =
        refused(
            """
            dataflows:
            - {name: Census, connector: files, settings: {path: a}}
            - {name: 9lives, connector: files, settings: {path: a}}
            - {name: census, connector: files, settings: {path: a}}
            - {connector: files}
            - {name: Late, connector: files, schedule: {timeZone: Nowhere}}
            """);

    assertThat(problems)
        .extracting(FieldProblem::field)
        .containsExactly(
            "dataflows[1].name",
            "dataflows[2].name",
            "dataflows[3].name",
            "dataflows[4].schedule.timeZone");
    assertThat(dataflows.names()).isEmpty();
  }

  @Test
  void takesBackWhatItMadeWhenALaterStepFails() {
    dataflows.failAt("Billing");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                apply(
                    """
                    dataflows:
                    - {name: Census, connector: files, settings: {path: a}}
                    - {name: Billing, connector: files, settings: {path: b}}
                    """));

    assertThat(dataflows.names()).isEmpty();
  }

  @Test
  void setsTheScheduleThatTheDocumentNamesAndLeavesTheOthers() {
    apply(
        """
        dataflows:
        - {name: Census, connector: files, settings: {path: a}, schedule:
            {timeZone: America/New_York, times: [{cron: 0 30 2 * * *}], pauseAfter: 5}}
        """);
    apply("dataflows: [{name: Census, displayName: Residents}]");

    assertThat(new ConfigurationExport(dataflows, schedules).yaml(TENANT))
        .contains("timeZone: America/New_York", "cron: 0 30 2 * * *", "pauseAfter: 5");
  }

  @Test
  void givesBackTheScheduleWhenALaterStepFails() {
    apply(
        """
        dataflows:
        - {name: Alpha, connector: files, settings: {path: a},
           schedule: {timeZone: UTC, times: [{cron: 0 0 1 * * *}]}}
        - {name: Beta, connector: files, settings: {path: b}}
        """);
    dataflows.failAt("Beta");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                apply(
                    """
                    dataflows:
                    - {name: Alpha, schedule: {timeZone: UTC, times: [{cron: 0 0 2 * * *}]}}
                    - {name: Beta, displayName: B}
                    """));

    assertThat(schedules.of(TENANT, "Alpha").orElseThrow().schedule().times())
        .containsExactly("0 0 1 * * *");
  }

  /**
   * Configuration is code from the first version on: {@code AB#2474}, {@code AB#10978}. Secrets are
   * not part of it.
   */
  @Test
  void keepsTheSavedSecretBehindAReference() {
    apply("dataflows: [{name: Census, connector: files, settings: {path: a, password: s3cret}}]");

    apply(
        "dataflows: [{name: Census, settings: {path: b, password: '${secret:Census.password}'}}]");

    assertThat(dataflows.secret("Census", "password")).contains("s3cret");
    assertThat(dataflows.dataflow(TENANT, "Census").settings()).isEqualTo(Map.of("path", "b"));
  }

  @Test
  void takesASecretFromTheConfiguration() {
    config.put("tributary.secret.sunrise.Census.password", "from-config");

    apply(
        "dataflows: [{name: Census, connector: files, settings: {path: a, password:"
            + " '${secret:Census.password}'}}]");

    assertThat(dataflows.secret("Census", "password")).contains("from-config");
  }

  @Test
  void putsASecretIntoNoSettingButItsOwn() {
    config.put("tributary.secret.sunrise.Census.password", "from-config");

    List<FieldProblem> ofAnotherSetting =
        refused(
            "dataflows: [{name: Census, connector: files, settings: {path:"
                + " '${secret:Census.password}', password: a}}]");
    List<FieldProblem> ofAnotherDataflow =
        refused(
            "dataflows: [{name: Other, connector: files, settings: {path: a, password:"
                + " '${secret:Census.password}'}}]");

    assertThat(ofAnotherSetting.get(0).field()).isEqualTo("dataflows[0].settings.path");
    assertThat(ofAnotherSetting.get(0).message())
        .isEqualTo(
            "${secret:Census.password} is not the secret of this setting. Write"
                + " ${secret:Census.path}, or the value itself.");
    assertThat(ofAnotherDataflow.get(0).code()).isEqualTo("SECRET_OF_ANOTHER");
  }

  @Test
  void refusesAReferenceWithoutAValueAndSaysWhereToPutIt() {
    List<FieldProblem> problems =
        refused(
            "dataflows: [{name: Census, connector: files, settings: {path: a, password:"
                + " '${secret:Census.password}'}}]");

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).field()).isEqualTo("dataflows[0].settings.password");
    assertThat(problems.get(0).message()).contains("tributary.secret.sunrise.Census.password");
  }

  @Test
  void refusesAnEntityThatTwoDataflowsOfTheDocumentName() {
    source.offer("residents.csv");

    List<FieldProblem> problems =
        refused(
            """
            dataflows:
            - {name: A, connector: files, settings: {path: a}, tables: [{table: residents.csv, entityName: people}]}
            - {name: B, connector: files, settings: {path: b}, tables: [{table: residents.csv, entityName: People}]}
            """);

    assertThat(problems)
        .extracting(FieldProblem::field)
        .containsExactly("dataflows[1].tables[0].entityName");
  }

  @Test
  void namesATableThatTheSourceDoesNotHave() {
    source.offer("residents.csv");

    List<FieldProblem> problems =
        refused(
            "dataflows: [{name: A, connector: files, settings: {path: a}, tables: [{table: x.csv}]}]");

    assertThat(problems)
        .extracting(FieldProblem::field)
        .containsExactly("dataflows[0].tables[0].table");
  }

  @Test
  void whatItExportsItImportsUnchanged() {
    source.offer("residents.csv");
    apply(
        "dataflows: [{name: Census, connector: files, settings: {path: '007', password: x},"
            + " tables: [{table: residents.csv, entityName: people, purpose: METADATA}]}]");
    String before = new ConfigurationExport(dataflows, schedules).yaml(TENANT);

    apply(before);

    assertThat(new ConfigurationExport(dataflows, schedules).yaml(TENANT)).isEqualTo(before);
    assertThat(before)
        .contains("password: ${secret:Census.password}")
        .doesNotContain("password: x");
    assertThat(Optional.of(before)).hasValueSatisfying(text -> assertThat(text).contains("'007'"));
  }

  private ConfigurationImport.Outcome apply(String yaml) {
    return imports.apply(TENANT, Actor.SYSTEM, yaml);
  }

  private List<FieldProblem> refused(String yaml) {
    try {
      apply(yaml);
    } catch (Refusal refusal) {
      return refusal.fields();
    }
    throw new AssertionError("It was taken");
  }
}
