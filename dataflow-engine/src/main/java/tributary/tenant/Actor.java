package tributary.tenant;

import java.util.Objects;

/**
 * Who asks for something; stands in the run history and in the audit.
 *
 * @param kind what sort of actor
 * @param name the account's user name or the token's name; "system" for the product itself
 */
public record Actor(Kind kind, String name) {
  /** The product itself: the scheduler, retention. */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "system");

  public Actor {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
  }

  /** What sort of actor. */
  public enum Kind {
    PERSON,
    TOKEN,
    SYSTEM
  }
}
