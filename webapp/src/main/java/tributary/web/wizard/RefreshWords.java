package tributary.web.wizard;

import java.util.Set;
import tributary.spi.ReadKind;

/** How a table is brought up to date, as its source allows. */
final class RefreshWords {
  private RefreshWords() {}

  static String of(Set<ReadKind> reads) {
    boolean events = reads.contains(ReadKind.BY_KEYS);
    if (reads.contains(ReadKind.LEDGER)) {
      return "An incremental run reads new and changed objects only.";
    }
    if (reads.contains(ReadKind.INCREMENTAL)) {
      return "An incremental run brings what has changed since the last one"
          + (events ? "; events (webhooks) bring single rows at once." : ".");
    }
    return events
        ? "Events (webhooks) bring single rows at once; each run reads it in full and finds what they missed."
        : "Each run reads it in full, an incremental one too.";
  }
}
