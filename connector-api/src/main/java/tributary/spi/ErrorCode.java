package tributary.spi;

import java.io.Serializable;
import java.util.Objects;

/**
 * Names one failure, for programs.
 *
 * @param name capitals and underscores, such as {@code BUCKET_NOT_FOUND}
 * @param kind what sort of failure it is
 */
public record ErrorCode(String name, ErrorKind kind) implements Serializable {
  public ErrorCode {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
  }
}
