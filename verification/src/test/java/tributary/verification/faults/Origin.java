package tributary.verification.faults;

import java.util.Map;
import java.util.SortedMap;

/** Something to import whose content changes between runs, and is known. */
interface Origin {
  /** Returns the connector that reads it. */
  String connector();

  /** Returns what the connector needs to know. */
  Map<String, String> settings();

  /** Returns the table. */
  String table();

  /** Changes rows, adds some and removes some. */
  void change();

  /** Returns the rows that are there now: the note of each id. */
  SortedMap<Long, String> rows();
}
