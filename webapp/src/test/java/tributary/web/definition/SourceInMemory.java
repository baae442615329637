package tributary.web.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.connection.CertificateView;
import tributary.connection.ConnectionDraft;
import tributary.connection.Connections;
import tributary.problem.FieldProblem;
import tributary.spi.CheckReport;
import tributary.spi.Option;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.TenantId;

/** A source that offers the tables it is told to and takes any settings. */
final class SourceInMemory implements Connections {
  private final List<TableDescriptor> tables = new ArrayList<>();

  void offer(String table) {
    tables.add(
        new TableDescriptor(
            new TableName("", table),
            table,
            table.replace('.', '_'),
            TableDescriptor.SuggestedPurpose.DATA,
            Optional.empty(),
            List.of(),
            OptionalLong.empty(),
            Optional.empty()));
  }

  @Override
  public List<FieldProblem> problems(TenantId tenant, ConnectionDraft draft) {
    return List.of();
  }

  @Override
  public List<TableDescriptor> tables(TenantId tenant, ConnectionDraft draft) {
    return tables;
  }

  @Override
  public Map<String, CertificateView> certificates(TenantId tenant, ConnectionDraft draft) {
    return Map.of();
  }

  @Override
  public CheckReport check(TenantId tenant, ConnectionDraft draft) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Option> options(
      TenantId tenant, ConnectionDraft draft, String fieldKey, String within) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TableLayout layout(
      TenantId tenant, ConnectionDraft draft, TableName table, TableOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<TableName, TableLayout> layouts(
      TenantId tenant, ConnectionDraft draft, Map<TableName, TableOptions> tables) {
    throw new UnsupportedOperationException();
  }
}
