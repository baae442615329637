package tributary.spi;

import java.util.Optional;

/** How a call of {@link BatchReader#readInto} ended. */
public sealed interface ReadStep {
  /**
   * There is more.
   *
   * @param resumeAt from where a new reader goes on after the rows appended so far
   */
  record More(Position resumeAt) implements ReadStep {}

  /**
   * The split is read to its end.
   *
   * @param cursor present exactly when the plan said {@link NextCursor.KnownAtEnd}
   */
  record Done(Optional<Cursor> cursor) implements ReadStep {
    /** Returns the end of a split that has no cursor of its own. */
    public static Done withoutCursor() {
      return new Done(Optional.empty());
    }
  }
}
