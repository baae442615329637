package tributary.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tributary.spi.ConfigField;
import tributary.spi.FieldHead;
import tributary.spi.Option;

/**
 * A field of a connector's settings or of a table's options.
 *
 * @param kind TEXT, SECRET, CHOICE, REMOTE_CHOICE, WHOLE, FLAG, CERTIFICATE or AUTHORITIES
 * @param secret whether its value is taken but never told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FieldDocument(
    String key,
    String label,
    String help,
    String kind,
    boolean required,
    boolean secret,
    boolean advanced,
    @JsonProperty("default") String defaultValue,
    FieldHead.Condition shownWhen,
    Integer maxLength,
    Long min,
    Long max,
    List<Option> options,
    SortedSet<String> dependsOn,
    Boolean tree,
    String passwordKey) {

  static FieldDocument of(ConfigField field) {
    Builder common = new Builder(field.head());
    if (field instanceof ConfigField.Text text) {
      return common.build("TEXT", text.maxLength(), null, null, null, null, null, null);
    }
    if (field instanceof ConfigField.Secret) {
      return common.build("SECRET", null, null, null, null, null, null, null);
    }
    if (field instanceof ConfigField.Choice choice) {
      return common.build("CHOICE", null, null, null, choice.options(), null, null, null);
    }
    if (field instanceof ConfigField.RemoteChoice remote) {
      SortedSet<String> dependsOn = new TreeSet<>(remote.dependsOn());
      return common.build("REMOTE_CHOICE", null, null, null, null, dependsOn, remote.tree(), null);
    }
    if (field instanceof ConfigField.Whole whole) {
      return common.build("WHOLE", null, whole.min(), whole.max(), null, null, null, null);
    }
    if (field instanceof ConfigField.Certificate file) {
      return common.build("CERTIFICATE", null, null, null, null, null, null, file.passwordKey());
    }
    if (field instanceof ConfigField.Authorities) {
      return common.build("AUTHORITIES", null, null, null, null, null, null, null);
    }
    return common.build("FLAG", null, null, null, null, null, null, null);
  }

  /** Adds what one kind of field has to what all have. */
  private record Builder(FieldHead head) {
    FieldDocument build(
        String kind,
        Integer maxLength,
        Long min,
        Long max,
        List<Option> options,
        SortedSet<String> dependsOn,
        Boolean tree,
        String passwordKey) {
      return new FieldDocument(
          head.key(),
          head.label(),
          head.help(),
          kind,
          head.required(),
          Set.of("SECRET", "CERTIFICATE", "AUTHORITIES").contains(kind),
          head.advanced(),
          head.defaultValue().orElse(null),
          head.shownWhen().orElse(null),
          maxLength,
          min,
          max,
          options,
          dependsOn,
          tree,
          passwordKey);
    }
  }
}
