package tributary.landing;

/** What becomes of a run that finds other columns than the entity has. */
public enum DriftPolicy {
  /** New columns are added, vanished ones stay and read null, types widen. */
  APPLY,
  /** The same, after a person has seen and confirmed it. */
  ASK,
  /** The table fails and its entity stays as it is. */
  BLOCK
}
