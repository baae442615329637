package tributary.web.definition;

import java.util.List;

/**
 * The document of a tenant's configuration.
 *
 * @param version of the document's form: 1
 * @param dataflows all of the tenant
 */
record ExportFile(Integer version, List<DataflowDefinition> dataflows) {
  static final int VERSION = 1;
}
