package tributary.run;

import java.util.List;
import java.util.UUID;
import tributary.spi.RowKey;

/** What runs need to know of rows that events name. Each call is a transaction of its own. */
public interface ChangedKeys {
  /** Nobody sends events. */
  ChangedKeys NONE =
      new ChangedKeys() {
        @Override
        public boolean expected(UUID dataflow) {
          return false;
        }

        @Override
        public List<RowKey> of(UUID run, UUID importTable) {
          return List.of();
        }
      };

  /** Returns whether events name rows of the dataflow's tables, so that they must be found. */
  boolean expected(UUID dataflow);

  /** Returns the keys that a run reads of a table, each once. */
  List<RowKey> of(UUID run, UUID importTable);
}
