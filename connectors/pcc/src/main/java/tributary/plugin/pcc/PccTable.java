package tributary.plugin.pcc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.TableDescriptor.SuggestedPurpose;
import tributary.spi.TableName;

/**
 * A table: which resource it is read from, and how.
 *
 * @param name of the table, and the suggested entity
 * @param label as a person reads it
 * @param purpose what its rows are
 * @param scope what the resource is asked for
 * @param path after the API's address; variables in braces
 * @param variants values of the variable {@code {variant}}, each asked for by itself; empty: none
 * @param largestPage records on a page, at most; 0: the answer is one record, without pages
 * @param lists the lists in the record that the rows come from; empty: the record is the row
 * @param columns without those on request
 * @param key names of the columns that identify a row
 * @param parent the table whose rows these belong to
 * @param since the parameter that leaves out what is older; empty: the resource has none
 * @param resource what the vendor grants, as a person reads it
 */
record PccTable(
    String name,
    String label,
    SuggestedPurpose purpose,
    Scope scope,
    String path,
    List<String> variants,
    int largestPage,
    List<String> lists,
    List<PccColumn> columns,
    List<String> key,
    Optional<String> parent,
    Optional<String> since,
    String resource) {
  /** The column that keeps the vendor's record as it came. */
  static final String JSON = "json";

  /** What a resource is asked for. */
  enum Scope {
    ORGANIZATION,
    FACILITY,
    PATIENT
  }

  TableName tableName() {
    return new TableName("", name);
  }

  /** Returns whether a table is read from the same answers. */
  boolean hasAnswersOf(PccTable other) {
    return scope == other.scope
        && path.equals(other.path)
        && variants.equals(other.variants)
        && largestPage == other.largestPage;
  }

  boolean isPaged() {
    return largestPage > 0;
  }

  /** Returns the columns, with the untouched record where that is wished for. */
  List<PccColumn> columns(boolean withJson) {
    List<PccColumn> all = new ArrayList<>(columns);
    if (withJson) {
      all.add(new PccColumn(JSON, PccColumn.WHOLE_RECORD, ColumnType.JSON, lists.size()));
    }
    return all;
  }

  List<Column> layout(boolean withJson) {
    return columns(withJson).stream()
        .map(column -> new Column(column.name(), column.type(), !key.contains(column.name())))
        .toList();
  }

  /** Returns how often the resource is asked for one facility or patient. */
  Stream<String> asks() {
    return variants.isEmpty() ? Stream.of("") : variants.stream();
  }

  /** Returns the same resource's table of the rows of a list in its records. */
  PccTable child(
      String childName, String childLabel, String list, String line, String... childKey) {
    List<String> nested = new ArrayList<>(List.of(list.split("/")));
    return new PccTable(
        childName,
        childLabel,
        purpose,
        scope,
        path,
        variants,
        largestPage,
        nested,
        PccColumn.list(nested.size(), line),
        List.of(childKey),
        Optional.of(name),
        since,
        resource);
  }

  PccTable asMetadata() {
    return new PccTable(
        name,
        label,
        SuggestedPurpose.METADATA,
        scope,
        path,
        variants,
        largestPage,
        lists,
        columns,
        key,
        parent,
        since,
        resource);
  }

  PccTable withoutParent() {
    return new PccTable(
        name,
        label,
        purpose,
        scope,
        path,
        variants,
        largestPage,
        lists,
        columns,
        key,
        Optional.empty(),
        since,
        resource);
  }

  /** Returns this table as it is read for single patients. */
  PccTable byPatient() {
    return scope == Scope.PATIENT
        ? this
        : new PccTable(
            name,
            label,
            purpose,
            Scope.PATIENT,
            PccPlaces.PATIENT,
            List.of(),
            0,
            lists,
            columns,
            key,
            parent,
            Optional.empty(),
            resource);
  }

  PccTable pagesOf(int most) {
    return new PccTable(
        name, label, purpose, scope, path, variants, most, lists, columns, key, parent, since,
        resource);
  }

  PccTable askedBy(String... values) {
    return new PccTable(
        name,
        label,
        purpose,
        scope,
        path,
        List.of(values),
        largestPage,
        lists,
        columns,
        key,
        parent,
        since,
        resource);
  }

  PccTable changedSince(String parameter) {
    return new PccTable(
        name,
        label,
        purpose,
        scope,
        path,
        variants,
        largestPage,
        lists,
        columns,
        key,
        parent,
        Optional.of(parameter),
        resource);
  }
}
