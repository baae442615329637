package tributary.spi;

/** Where the next incremental read begins. */
public sealed interface NextCursor {
  /** A mark that was fixed before the first row was read. */
  record KnownAtPlan(Cursor cursor) implements NextCursor {}

  /**
   * A mark that was fixed before the first row of an incremental read that also names every row
   * there is, by {@link BatchBuilder#present}: rows that it neither brings nor names are gone, and
   * the host takes them away. A row that it brings and that is rejected is named all the same; one
   * that it {@linkplain BatchBuilder#reject reports} without a key may be any of those that did not
   * come, and so nothing is taken away then.
   *
   * @since 4
   */
  record Swept(Cursor cursor) implements NextCursor {}

  /** The end of the stream tells it, in {@link ReadStep.Done}. The plan must have one split. */
  record KnownAtEnd() implements NextCursor {}

  /**
   * Each split is a whole of its own, such as a file, with a {@link Split#mark}. The host remembers
   * the marks beside the rows: next time it plans a full read, opens only splits that are new or
   * have another mark, and takes away the rows of splits that are gone. No time is compared.
   */
  record Ledger() implements NextCursor {}

  /** The table has no incremental read, or {@linkplain ReadRequest.Full nobody wants} one. */
  record None() implements NextCursor {}
}
