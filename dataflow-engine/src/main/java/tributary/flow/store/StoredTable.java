package tributary.flow.store;

import tributary.flow.ImportTableView;

/**
 * A table of a dataflow as it is kept.
 *
 * @param view what others see
 * @param holdsName whether the entity name is kept for it; from its first selection on
 */
public record StoredTable(ImportTableView view, boolean holdsName) {}
