package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tributary.verification.container.Member.ALDER;
import static tributary.verification.container.Member.BIRCH;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.connection.Settings;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowName;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowRow;
import tributary.flow.DataflowView;
import tributary.flow.RefreshKind;
import tributary.flow.TableChoice;
import tributary.landing.EntityName;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.verification.source.SourceFiles;
import tributary.verification.source.SourceKeys;

/** What is saved, for whom, and what is refused before it is. */
class PersistenceIT extends InsideTest {

  @Test
  void aNameIsTakenWhateverItsCase() {
    create("CensusOne");

    Refusal refusal = refusalOf(() -> create("CENSUSone"));

    FieldProblem problem = refusal.fields().get(0);
    assertThat(problem.field()).isEqualTo("name");
    assertThat(problem.message()).contains("CensusOne");
    assertThat(DataflowName.isValid(problem.suggestion())).as(problem.suggestion()).isTrue();
    assertThat(dataflows.problemWithName(ALDER.tenantId(), problem.suggestion())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9lives", "two words", "Pflegetäglich", "under_score", "x'; drop--"})
  void aNameBeginsWithALetterAndHasLettersAndDigitsOnly(String name) {
    FieldProblem problem = dataflows.problemWithName(ALDER.tenantId(), name).orElseThrow();

    assertThat(problem.field()).isEqualTo("name");
    assertThat(problem.message()).isNotBlank();
    if (!name.isEmpty()) {
      assertThat(DataflowName.isValid(problem.suggestion())).as(problem.suggestion()).isTrue();
    }
  }

  @Test
  void aNameOf61CharactersIsTooLong() {
    String name = "A".repeat(DataflowName.MAX_LENGTH + 1);

    FieldProblem problem = dataflows.problemWithName(ALDER.tenantId(), name).orElseThrow();

    assertThat(problem.message()).contains("60");
    assertThat(DataflowName.isValid(problem.suggestion())).as(problem.suggestion()).isTrue();
    assertThat(
            dataflows.problemWithName(ALDER.tenantId(), name.substring(0, DataflowName.MAX_LENGTH)))
        .isEmpty();
  }

  @Test
  void anotherTenantMayUseTheSameName() {
    create("SharedName");

    DataflowView other =
        dataflows.create(BIRCH.tenantId(), BIRCH.actor(), draft().dataflow("SharedName"));

    assertThat(other.name().value()).isEqualTo("SharedName");
  }

  @Test
  void aChangeMadeOnAnOlderVersionIsRefused() {
    DataflowView first = create("Versions");
    dataflows.change(
        ALDER.tenantId(), ALDER.actor(), "Versions", describedAs("by Ada", first.version()));

    Refusal refusal =
        refusalOf(
            () ->
                dataflows.change(
                    ALDER.tenantId(),
                    ALDER.actor(),
                    "Versions",
                    describedAs("by somebody else", first.version())));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(dataflows.dataflow(ALDER.tenantId(), "Versions").description()).isEqualTo("by Ada");
  }

  /** Secrets stand nowhere in the clear: {@code AB#3177}, {@code AB#5522}, {@code AB#16836}. */
  @Test
  void aSecretStandsInNoColumnOfNoTableInTheClear() {
    create("Sealed");
    byte[] secret = SourceKeys.SECRET_KEY.getBytes(StandardCharsets.UTF_8);
    List<String> forms =
        List.of(
            SourceKeys.SECRET_KEY,
            HexFormat.of().formatHex(secret),
            Base64.getEncoder().withoutPadding().encodeToString(secret));

    List<String> tables =
        Sql.rows(
            """
            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema')
            """);

    assertThat(tables).contains("tributary.dataflow", "tributary.dataflow_secret");
    assertThat(Sql.value("select count(*) from tributary.dataflow_secret")).isNotEqualTo("0");
    for (String table : tables) {
      for (String form : forms) {
        assertThat(
                Sql.value(
                    "select count(*) from " + table + " t where position(? in t::text) > 0", form))
            .as("rows of %s that hold the secret", table)
            .isEqualTo("0");
      }
    }
  }

  @Test
  void aViewNamesItsSecretsAndDoesNotTellThem() {
    DataflowView view = create("Masked");

    assertThat(view.settings()).doesNotContainKey("secretAccessKey");
    assertThat(view.settings().values()).doesNotContain(SourceKeys.SECRET_KEY);
    assertThat(view.secretsSet()).containsExactly("secretAccessKey");
  }

  @Test
  void aSecretThatIsLeftOutOfAChangeStays() {
    DataflowView view = create("KeepsSecret");

    DataflowView changed =
        dataflows.change(
            ALDER.tenantId(), ALDER.actor(), "KeepsSecret", describedAs("new", view.version()));

    assertThat(changed.secretsSet()).containsExactly("secretAccessKey");
  }

  @Test
  void anEntityNameIsTakenInTheWholeTenantWhateverItsCase() {
    SourceFiles bucket = bucketWith("taken-entity", "stays.csv", "id\n1\n");
    dataflows.create(
        ALDER.tenantId(),
        ALDER.actor(),
        S3Draft.of(bucket).dataflow("TakesEntity", List.of(choice("stays.csv", "StayTaken"))));

    Refusal refusal =
        refusalOf(
            () ->
                dataflows.create(
                    ALDER.tenantId(),
                    ALDER.actor(),
                    S3Draft.of(bucket)
                        .dataflow("WantsEntity", List.of(choice("stays.csv", "STAYTAKEN")))));

    FieldProblem problem = refusal.fields().get(0);
    assertThat(problem.field()).isEqualTo("tables[0].entityName");
    assertThat(problem.message()).contains("STAYTAKEN");
    assertThat(EntityName.isValid(problem.suggestion())).as(problem.suggestion()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1st", "with space", "naïve", "semi;colon", "quo\"te"})
  void anEntityNameThatPostgresWouldHaveToQuoteIsRefusedWithASuggestion(String name) {
    List<FieldProblem> problems =
        dataflows.problemsWithTables(
            ALDER.tenantId(), Optional.empty(), List.of(choice("stays.csv", name)));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).field()).isEqualTo("tables[0].entityName");
    assertThat(EntityName.isValid(problems.get(0).suggestion()))
        .as(problems.get(0).suggestion())
        .isTrue();
  }

  @Test
  void theListIsFilteredSortedAndPagedInTheDatabase() {
    for (int i = 1; i <= 5; i++) {
      create("Paged" + i);
    }

    DataflowQuery secondPage =
        new DataflowQuery(
            "pAgEd",
            Set.of(),
            Set.of(),
            Set.of(),
            DataflowQuery.Between.ANY,
            DataflowQuery.Between.ANY,
            DataflowQuery.Between.ANY,
            Optional.empty(),
            DataflowQuery.Sort.NAME,
            false,
            2,
            2);

    assertThat(dataflows.page(ALDER.tenantId(), secondPage).total()).isEqualTo(5);
    assertThat(dataflows.page(ALDER.tenantId(), secondPage).items())
        .extracting(DataflowRow::name)
        .containsExactly("Paged3", "Paged2");
  }

  @Test
  void aFilterTakesNoWildcards() {
    create("Wildcard");

    assertThat(dataflows.page(ALDER.tenantId(), named("W%d")).items()).isEmpty();
    assertThat(dataflows.page(ALDER.tenantId(), named("W_ld")).items()).isEmpty();
  }

  @Test
  void everyChangeIsInTheAudit() {
    create("Audited");
    dataflows.remove(ALDER.tenantId(), ALDER.actor(), "Audited");

    assertThat(
            Sql.rows(
                """
                select tenant_id, actor_kind, actor, subject from tributary.audit_entry
                where subject like '%Audited%' order by id
                """))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(row -> assertThat(row).startsWith("alder|PERSON|ada|"));
  }

  private DataflowView create(String name) {
    return dataflows.create(ALDER.tenantId(), ALDER.actor(), draft().dataflow(name));
  }

  private static S3Draft draft() {
    return S3Draft.of(bucketWith("persistence", "rooms.csv", "id,name\n1,East\n"));
  }

  private static SourceFiles bucketWith(String name, String key, String content) {
    SourceFiles bucket = Surroundings.bucket(name);
    bucket.put(key, content);
    return bucket;
  }

  private static TableChoice choice(String table, String entityName) {
    return new TableChoice(
        new TableName("", table),
        true,
        Purpose.DATA,
        entityName,
        TableOptions.NONE,
        Map.of(),
        MisfitPolicy.KEEP_ROW);
  }

  private static DataflowChange describedAs(String description, long version) {
    return new DataflowChange(
        "",
        description,
        new Settings(draft().without("secretAccessKey").settings()),
        RefreshKind.FULL,
        Optional.empty(),
        Optional.of(version));
  }

  private static DataflowQuery named(String text) {
    DataflowQuery all = DataflowQuery.all(0, 20);
    return new DataflowQuery(
        text,
        all.connectors(),
        all.statuses(),
        all.refreshes(),
        all.created(),
        all.updated(),
        all.refreshed(),
        all.groupBy(),
        all.sort(),
        all.ascending(),
        all.first(),
        all.size());
  }

  private static Refusal refusalOf(ThrowingCallable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
