package tributary.plugin.pcc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.spi.TableDescriptor.SuggestedPurpose;

/** All tables, in the order of the list a person sees. */
final class PccTables {
  /** Pages have at most 200 records: confirmed. */
  static final int LARGEST_PAGE = 200;

  private static final List<PccTable> ALL = all();

  private PccTables() {}

  private static List<PccTable> all() {
    List<PccTable> all = new ArrayList<>();
    all.addAll(FacilityTables.all());
    all.addAll(PatientTables.all());
    all.addAll(ClinicalTables.all());
    all.addAll(CareTables.all());
    return List.copyOf(all);
  }

  static List<PccTable> list() {
    return ALL;
  }

  static Optional<PccTable> named(String name) {
    return ALL.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** Returns the first of the tables that are read from the same answers. */
  static PccTable firstBeside(PccTable table) {
    return ALL.stream().filter(table::hasAnswersOf).findFirst().orElse(table);
  }

  /** Returns whether other tables are read from the same answers. */
  static boolean isBesideOthers(PccTable table) {
    return ALL.stream().filter(table::hasAnswersOf).count() > 1;
  }

  /** Returns a resource's own table. */
  static PccTable table(
      PccTable.Scope scope, String name, String label, String path, String line, String... key) {
    return new PccTable(
        name,
        label,
        SuggestedPurpose.DATA,
        scope,
        path,
        List.of(),
        LARGEST_PAGE,
        List.of(),
        PccColumn.list(0, line),
        List.of(key),
        Optional.empty(),
        Optional.empty(),
        label);
  }
}
