package tributary.run;

import java.util.Optional;

/**
 * Something that may keep all imports from beginning, such as a disk that is nearly full. Every
 * bean of this type is asked; asked often, so it must answer at once. May be called inside a
 * transaction.
 */
public interface RunGate {
  /**
   * Returns why no import may begin now, in words for the people who wait for it, such as "Waits:
   * the disk of the database is nearly full."; empty: it does not keep any.
   */
  Optional<String> closed();
}
