package tributary.spi;

import java.util.Objects;

/**
 * A part of a table's read that needs no other part. Plain data: it outlives the process and may be
 * read on another machine.
 *
 * @param id unique within the plan
 * @param label what a person knows this part by, such as the file; stands in the rows' {@code
 *     _source}; may be empty
 * @param payload what {@link Source#open} needs; at most 64 KiB
 * @param bytes how many bytes {@link BatchReader#bytesRead} will have counted at the end; 0 where
 *     that is not known
 */
public record Split(String id, String label, String payload, long bytes) {
  public Split {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(payload, "payload");
  }
}
