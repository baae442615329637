package tributary.web.definition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.tenant.TenantId;

/**
 * Stands for a secret in an exported document: {@code ${secret:<dataflow>.<field>}}.
 *
 * @param dataflow whose secret it is
 * @param field the setting's key
 */
record SecretReference(String dataflow, String field) {
  private static final Pattern FORM =
      Pattern.compile("\\$\\{secret:([A-Za-z][A-Za-z0-9]*)\\.([a-z][a-zA-Z0-9]*)}");

  static Optional<SecretReference> parse(String value) {
    Matcher matcher = FORM.matcher(value);
    return matcher.matches()
        ? Optional.of(new SecretReference(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** Returns the configuration key that may hold the secret's value for this tenant. */
  String configKey(TenantId tenant) {
    return "tributary.secret." + tenant.value() + "." + dataflow + "." + field;
  }

  /** Whether it stands where it belongs: a dataflow has no business with another one's secret. */
  boolean belongsTo(String owner, String key) {
    return dataflow.equalsIgnoreCase(owner) && field.equals(key);
  }

  @Override
  public String toString() {
    return "${secret:" + dataflow + "." + field + "}";
  }
}
