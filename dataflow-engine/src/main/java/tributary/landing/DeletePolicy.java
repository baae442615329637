package tributary.landing;

/**
 * What an incremental run does with rows that the source says are gone, or whose object is gone. A
 * full run brings what the source has now, whatever the policy.
 */
public enum DeletePolicy {
  /** They go; a rollback brings them back. */
  REMOVE,
  /** They stay, with the time in {@code _deleted_at}. */
  MARK,
  /** They stay as they are. */
  KEEP
}
