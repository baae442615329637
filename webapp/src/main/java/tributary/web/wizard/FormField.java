package tributary.web.wizard;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tributary.spi.ConfigField;
import tributary.spi.FieldHead;
import tributary.spi.Option;

/**
 * A field of a form as a page draws it, and as a session can keep it.
 *
 * @param key under which its value is kept
 * @param kind which control it is
 * @param label the words beside it
 * @param help the sentence under it; may be empty
 * @param required whether it carries the red star
 * @param initial what stands in it at first; may be empty
 * @param advanced whether it is folded away
 * @param whenKey the field that decides whether it is shown; empty: always shown
 * @param whenValue the value that field must have
 * @param choices what can be chosen, for a fixed choice
 * @param tree whether a remote choice has folders to open
 * @param dependsOn labels of the fields that a remote choice needs first
 * @param maxLength of a text, in characters
 */
public record FormField(
    String key,
    Kind kind,
    String label,
    String help,
    boolean required,
    String initial,
    boolean advanced,
    String whenKey,
    String whenValue,
    List<Choice> choices,
    boolean tree,
    Set<String> dependsOn,
    int maxLength)
    implements Serializable {

  /** The controls. */
  public enum Kind {
    TEXT,
    SECRET,
    CHOICE,
    REMOTE_CHOICE,
    WHOLE,
    FLAG,
    CERTIFICATE,
    AUTHORITIES
  }

  /** One thing to choose. */
  public record Choice(String value, String label) implements Serializable {
    static Choice of(Option option) {
      return new Choice(option.value(), option.label());
    }
  }

  private static final int SHORT = 20;
  private static final int LONG = 1000;

  /** Returns the form's fields for a connector's. */
  public static List<FormField> of(List<ConfigField> fields) {
    return fields.stream().map(FormField::of).toList();
  }

  private static FormField of(ConfigField field) {
    if (field instanceof ConfigField.Text text) {
      return plain(Kind.TEXT, text.head(), List.of(), text.maxLength());
    } else if (field instanceof ConfigField.Secret secret) {
      return plain(Kind.SECRET, secret.head(), List.of(), LONG);
    } else if (field instanceof ConfigField.Choice choice) {
      List<Choice> choices = choice.options().stream().map(Choice::of).toList();
      return plain(Kind.CHOICE, choice.head(), choices, LONG);
    } else if (field instanceof ConfigField.RemoteChoice remote) {
      return make(
          Kind.REMOTE_CHOICE, remote.head(), List.of(), remote.tree(), remote.dependsOn(), LONG);
    } else if (field instanceof ConfigField.Whole whole) {
      return plain(Kind.WHOLE, whole.head(), List.of(), SHORT);
    } else if (field instanceof ConfigField.Flag flag) {
      return plain(Kind.FLAG, flag.head(), List.of(), SHORT);
    } else if (field instanceof ConfigField.Certificate certificate) {
      return plain(Kind.CERTIFICATE, certificate.head(), List.of(), LONG);
    } else if (field instanceof ConfigField.Authorities authorities) {
      return plain(Kind.AUTHORITIES, authorities.head(), List.of(), LONG);
    }
    throw new IllegalArgumentException("A field of no known kind: " + field);
  }

  private static FormField plain(Kind kind, FieldHead head, List<Choice> choices, int maxLength) {
    return make(kind, head, choices, false, Set.of(), maxLength);
  }

  private static FormField make(
      Kind kind,
      FieldHead head,
      List<Choice> choices,
      boolean tree,
      Set<String> dependsOn,
      int maxLength) {
    return new FormField(
        head.key(),
        kind,
        head.label(),
        head.help(),
        head.required(),
        head.defaultValue().orElse(""),
        head.advanced(),
        head.shownWhen().map(FieldHead.Condition::key).orElse(""),
        head.shownWhen().map(FieldHead.Condition::value).orElse(""),
        choices,
        tree,
        Set.copyOf(dependsOn),
        maxLength);
  }

  /** Returns whether its value is masked and never shown again. */
  public boolean hidden() {
    return kind == Kind.SECRET || isFile();
  }

  /** Returns whether a file is uploaded into it. */
  public boolean isFile() {
    return kind == Kind.CERTIFICATE || kind == Kind.AUTHORITIES;
  }

  /** Returns what a fixed choice offers: with a line for no choice where nothing stands in it. */
  public List<Choice> offered() {
    boolean blank = initial.isEmpty() && choices.stream().noneMatch(it -> it.value().isEmpty());
    return blank
        ? Stream.concat(Stream.of(new Choice("", "–")), choices.stream()).toList()
        : choices;
  }

  /** Returns whether nothing is left to choose: there is one option, and it is taken. */
  public boolean settled(String value) {
    return kind == Kind.CHOICE && offered().size() == 1 && offered().get(0).value().equals(value);
  }

  /** Returns the kind's name, which pages compare with. */
  public String control() {
    return kind.name();
  }
}
