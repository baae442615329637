package tributary.spi;

/** Where the next incremental read begins. */
public sealed interface NextCursor {
  /** A mark that was fixed before the first row was read. */
  record KnownAtPlan(Cursor cursor) implements NextCursor {}

  /** The end of the stream tells it, in {@link ReadStep.Done}. The plan must have one split. */
  record KnownAtEnd() implements NextCursor {}

  /** The table has no incremental read. */
  record None() implements NextCursor {}
}
