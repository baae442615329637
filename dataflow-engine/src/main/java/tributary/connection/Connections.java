package tributary.connection;

import java.util.List;
import java.util.Map;
import tributary.problem.FieldProblem;
import tributary.spi.CheckReport;
import tributary.spi.Option;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.TenantId;

/**
 * Talks to a source on behalf of a person who sets up a dataflow. No database transaction is open
 * during a call into a connector. A source's failure is thrown as a {@link
 * tributary.problem.Refusal} of kind SOURCE (or INVALID, with the field {@code settings.<key>},
 * when one setting is to blame).
 */
public interface Connections {
  /** Returns what is wrong with the settings without asking the source; empty when nothing is. */
  List<FieldProblem> problems(TenantId tenant, ConnectionDraft draft);

  /** Returns what can be seen of the certificates among the settings, by field. */
  Map<String, CertificateView> certificates(TenantId tenant, ConnectionDraft draft);

  /** Tries the connection step by step. */
  CheckReport check(TenantId tenant, ConnectionDraft draft);

  /** Lists what a remote choice offers; {@code within} is empty for the first level. */
  List<Option> options(TenantId tenant, ConnectionDraft draft, String fieldKey, String within);

  /** Lists the tables of the source. */
  List<TableDescriptor> tables(TenantId tenant, ConnectionDraft draft);

  /** Finds out a table's columns, with these options. */
  TableLayout layout(TenantId tenant, ConnectionDraft draft, TableName table, TableOptions options);

  /** The same for several tables, over one connection: a source is signed in to once. */
  Map<TableName, TableLayout> layouts(
      TenantId tenant, ConnectionDraft draft, Map<TableName, TableOptions> tables);
}
