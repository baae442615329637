package tributary.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that was tried.
 *
 * @param name what was tried, as a person would say it: "Sign in", "List the bucket"
 * @param passed whether it worked
 * @param detail what was found, or what is wrong and what to do about it; never a secret
 * @param fieldKey the setting to correct, where one is to blame
 * @param code the failure's code; empty when it passed
 */
public record CheckStep(
    String name,
    boolean passed,
    String detail,
    Optional<String> fieldKey,
    Optional<ErrorCode> code) {
  public CheckStep {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(fieldKey, "fieldKey");
    Objects.requireNonNull(code, "code");
    if (passed == code.isPresent()) {
      throw new IllegalArgumentException("A failed step has a code, a passed one has none");
    }
  }

  /** Returns a step that worked. */
  public static CheckStep passed(String name, String detail) {
    return new CheckStep(name, true, detail, Optional.empty(), Optional.empty());
  }

  /** Returns a step that failed for this reason. */
  public static CheckStep failed(String name, ConnectorException reason) {
    return new CheckStep(
        name, false, reason.getMessage(), reason.fieldKey(), Optional.of(reason.code()));
  }
}
