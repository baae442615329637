package tributary.verification.faults;

/** What may become of a request to the S3 server. */
enum S3Fault {
  /** The connection is reset in the middle of the body. */
  CUT,
  /** The body ends early, in good order. */
  TRUNCATED,
  /** The body drips. */
  SLOW,
  /** Answered with status 500. */
  ERROR,
  /** Answered with status 503 and the code SlowDown. */
  UNAVAILABLE,
  /** Answered with status 429 and a time to wait. */
  TOO_MANY
}
