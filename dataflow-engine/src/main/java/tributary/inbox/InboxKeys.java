package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import tributary.inbox.store.ChangeStore;
import tributary.run.ChangedKeys;
import tributary.spi.RowKey;

/** Tells runs which rows events named. */
@ApplicationScoped
@Transactional
class InboxKeys implements ChangedKeys {
  private ChangeStore changes;

  protected InboxKeys() {}

  @Inject
  InboxKeys(ChangeStore changes) {
    this.changes = changes;
  }

  @Override
  public boolean expected(UUID dataflow) {
    return changes.expected(dataflow);
  }

  @Override
  public List<RowKey> of(UUID run, UUID importTable) {
    return changes.tableOf(run, importTable).stream()
        .flatMap(table -> changes.keys(run, table).stream())
        .map(RowKey::new)
        .toList();
  }
}
