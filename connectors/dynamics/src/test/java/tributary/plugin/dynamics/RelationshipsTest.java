package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.spi.Column;
import tributary.spi.Connector;
import tributary.spi.NextCursor;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;

/** Which tables belong together, as the service says it of itself. */
class RelationshipsTest {
  private static final TableName RELATIONSHIPS = new TableName("metadata", "relationships");

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(10);

  private static List<String> rows(Source source) throws InterruptedException {
    List<String> names =
        source.layout(RELATIONSHIPS, TableOptions.NONE).columns().stream()
            .map(Column::name)
            .toList();
    return FullRead.of(source, RELATIONSHIPS).rows().stream()
        .map(
            row -> {
              List<String> told = new ArrayList<>();
              IntStream.range(0, names.size())
                  .filter(i -> row.values().get(i) != null)
                  .forEach(i -> told.add(names.get(i) + "=" + row.values().get(i)));
              return String.join(" ", told);
            })
        .toList();
  }

  @Test
  void tellsWhichColumnPointsToWhichTableAndWhichTableTiesWhichTwo() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      assertThat(rows(connector.source().orElseThrow()))
          .doesNotHaveDuplicates()
          .contains(
              "SchemaName=contact_account_primarycontactid RelationshipType=OneToManyRelationship"
                  + " ReferencedEntity=contact ReferencedAttribute=contactid"
                  + " ReferencingEntity=account ReferencingAttribute=primarycontactid",
              "SchemaName=teammembership_association RelationshipType=ManyToManyRelationship"
                  + " Entity1LogicalName=team Entity1IntersectAttribute=teamid"
                  + " Entity2LogicalName=systemuser Entity2IntersectAttribute=systemuserid"
                  + " IntersectEntityName=teammembership");
    }
  }

  @Test
  void bringsBothKindsAgainInAnIncrementalRead() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      FullRead all = FullRead.of(source, RELATIONSHIPS);
      assertThat(FullRead.since(source, RELATIONSHIPS, all.cursor().orElseThrow()).rows())
          .isEqualTo(all.rows());
      TableLayout layout = source.layout(RELATIONSHIPS, TableOptions.NONE);
      assertThat(
              source
                  .plan(
                      new ReadRequest.Incremental(
                          RELATIONSHIPS,
                          TableOptions.NONE,
                          layout.columns(),
                          all.cursor().orElseThrow(),
                          Duration.ZERO))
                  .next())
          .isInstanceOf(NextCursor.Swept.class);
    }
  }
}
