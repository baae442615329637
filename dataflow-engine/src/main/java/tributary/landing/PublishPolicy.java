package tributary.landing;

/** What becomes of a run's other tables when one of them fails. */
public enum PublishPolicy {
  /** They are published. */
  EACH,
  /** All tables are published, or none. */
  ALL_OR_NOTHING
}
