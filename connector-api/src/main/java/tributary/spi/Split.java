package tributary.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of a table's read that needs no other part. Plain data: it outlives the process and may be
 * read on another machine.
 *
 * @param id unique within the plan; for a split with a mark the same in every plan
 * @param label what a person knows this part by, such as the file; stands in the rows' {@code
 *     _source}; may be empty
 * @param payload what {@link Source#open} needs; at most 64 KiB
 * @param bytes how many bytes {@link BatchReader#bytesRead} will have counted at the end; 0 where
 *     that is not known
 * @param mark names the split's content: it changes exactly when the rows may have changed, such as
 *     an object's version, or its etag and size; present exactly when the plan said {@link
 *     NextCursor.Ledger}
 * @param object what this is a part of, such as the file, by the name that a person knows; the
 *     marks of its parts change together. Of a split that is no such part its own id
 */
public record Split(
    String id, String label, String payload, long bytes, Optional<String> mark, String object) {
  public Split {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(mark, "mark");
    Objects.requireNonNull(object, "object");
  }

  /** Makes a split that is an object of its own. */
  public Split(String id, String label, String payload, long bytes, Optional<String> mark) {
    this(id, label, payload, bytes, mark, id);
  }

  /** Makes a split that is read each time. */
  public Split(String id, String label, String payload, long bytes) {
    this(id, label, payload, bytes, Optional.empty());
  }
}
