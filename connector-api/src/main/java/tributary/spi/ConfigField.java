package tributary.spi;

import java.util.List;
import java.util.Set;

/** One field of a form: of a connector's settings, or of a table's options. */
public sealed interface ConfigField {
  /** Returns what all kinds of field have. */
  FieldHead head();

  /**
   * Free text on one line.
   *
   * @param maxLength in characters
   */
  record Text(FieldHead head, int maxLength) implements ConfigField {}

  /** A value that is masked, sealed at rest and never shown again. */
  record Secret(FieldHead head) implements ConfigField {}

  /**
   * One of a fixed list.
   *
   * @param options at least one; the head's default, if any, is the value of one
   * @param ofHost more options, by which the connector uses credentials that the host's own machine
   *     is given. They would serve every tenant, so the host offers them only where its operator
   *     says so; otherwise it refuses them before the connector is made
   */
  record Choice(FieldHead head, List<Option> options, List<Option> ofHost) implements ConfigField {
    /**
     * @since 5
     */
    public Choice {
      options = List.copyOf(options);
      ofHost = List.copyOf(ofHost);
    }

    public Choice(FieldHead head, List<Option> options) {
      this(head, options, List.of());
    }
  }

  /**
   * One of a list that the vendor knows; the host asks {@link Connector#options}. A person may also
   * type a value that is not on the list.
   *
   * @param dependsOn keys of the fields that must be filled in before the list can be asked for
   * @param tree whether the options are folders that are opened level by level
   */
  record RemoteChoice(FieldHead head, Set<String> dependsOn, boolean tree) implements ConfigField {
    public RemoteChoice {
      dependsOn = Set.copyOf(dependsOn);
    }
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  record Whole(FieldHead head, long min, long max) implements ConfigField {}

  /** Yes or no, saved as {@code true} or {@code false}. No default means {@code false}. */
  record Flag(FieldHead head) implements ConfigField {}

  /**
   * A key store or certificate file with its private key, treated as a secret.
   *
   * @param passwordKey the key of the {@link Secret} field that holds its password
   */
  record Certificate(FieldHead head, String passwordKey) implements ConfigField {}

  /**
   * A file with certificates of authorities that are trusted instead of the public ones, as PEM.
   *
   * @since 2
   */
  record Authorities(FieldHead head) implements ConfigField {}
}
