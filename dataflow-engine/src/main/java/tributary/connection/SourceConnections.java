package tributary.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.CheckReport;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.Option;
import tributary.spi.Source;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.TenantId;

/** Opens a connector for each question, asks, and closes it. */
@ApplicationScoped
class SourceConnections implements Connections {
  private DraftExaminer examiner;
  private ConnectorHost host;

  protected SourceConnections() {}

  @Inject
  SourceConnections(DraftExaminer examiner, ConnectorHost host) {
    this.examiner = examiner;
    this.host = host;
  }

  /** A question to an open connector. */
  private interface Question<T> {
    T ask(Connector connector) throws InterruptedException;
  }

  @Override
  public List<FieldProblem> problems(TenantId tenant, ConnectionDraft draft) {
    return examiner.whole(tenant, draft).problems();
  }

  @Override
  public Map<String, CertificateView> certificates(TenantId tenant, ConnectionDraft draft) {
    return examiner.certificates(tenant, draft);
  }

  @Override
  public CheckReport check(TenantId tenant, ConnectionDraft draft) {
    return answer(tenant, examiner.whole(tenant, draft), draft, Connector::check);
  }

  @Override
  public List<Option> options(
      TenantId tenant, ConnectionDraft draft, String fieldKey, String within) {
    Examined examined = examiner.forOptions(tenant, draft, fieldKey);
    return answer(tenant, examined, draft, connector -> connector.options(fieldKey, within));
  }

  @Override
  public List<TableDescriptor> tables(TenantId tenant, ConnectionDraft draft) {
    return answer(
        tenant,
        examiner.whole(tenant, draft),
        draft,
        connector -> source(connector, draft).tables());
  }

  @Override
  public TableLayout layout(
      TenantId tenant, ConnectionDraft draft, TableName table, TableOptions options) {
    return answer(
        tenant,
        examiner.whole(tenant, draft),
        draft,
        connector -> source(connector, draft).layout(table, options));
  }

  @Override
  public Map<TableName, TableLayout> layouts(
      TenantId tenant, ConnectionDraft draft, Map<TableName, TableOptions> tables) {
    return answer(
        tenant,
        examiner.whole(tenant, draft),
        draft,
        connector -> {
          Source source = source(connector, draft);
          Map<TableName, TableLayout> layouts = new HashMap<>();
          source.expect(List.copyOf(tables.keySet()));
          for (Map.Entry<TableName, TableOptions> table : tables.entrySet()) {
            layouts.put(table.getKey(), source.layout(table.getKey(), table.getValue()));
          }
          return layouts;
        });
  }

  private <T> T answer(
      TenantId tenant, Examined examined, ConnectionDraft draft, Question<T> question) {
    String label = draft.secretsOf().orElse("a new dataflow");
    try (Connector connector =
        host.open(
            draft.connector(), examiner.open(tenant, examined.sound()), tenant + "/" + label)) {
      return question.ask(connector);
    } catch (ConnectorException e) {
      throw SourceRefusal.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SourceRefusal.interrupted();
    }
  }

  private static Source source(Connector connector, ConnectionDraft draft) {
    return connector
        .source()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Kind.INVALID,
                    "NOT_A_SOURCE",
                    "The connector “" + draft.connector() + "” has no tables to read.",
                    List.of()));
  }
}
