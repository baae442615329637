package tributary.landing;

/** What becomes of a row with a value that its column's type cannot hold. */
public enum MisfitPolicy {
  /**
   * The row is kept, the value is left empty and noted, as it was, in {@code _issues}. A number
   * that is merely too large or has decimals widens its column instead.
   */
  KEEP_ROW,
  /** The column is widened until the value fits: to a larger number, else to text. */
  WIDEN,
  /** The row becomes a reject. */
  REJECT_ROW
}
