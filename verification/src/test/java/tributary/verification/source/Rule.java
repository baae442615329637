package tributary.verification.source;

/** What the server refuses, although what is asked for is there. */
public enum Rule {
  /** Listing a bucket. */
  NO_LISTING,
  /** Reading an object. */
  NO_READING,
  /** Reading an object that a listing still shows. */
  VANISHED,
  /** Reading waits at the end of the object until the rule is lifted. */
  STALLED
}
