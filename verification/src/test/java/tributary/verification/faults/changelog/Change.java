package tributary.verification.faults.changelog;

import java.util.Optional;

/**
 * A line of a change log.
 *
 * @param at when; several changes may share it
 * @param id of which row
 * @param note what the row says from then on; empty: it is gone
 */
public record Change(long at, long id, Optional<String> note) {
  private static final String GONE = "-";

  static Change parse(String line) {
    String[] fields = line.split(",", 3);
    return new Change(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Optional.of(fields[2]).filter(note -> !note.equals(GONE)));
  }

  /** Returns it as a line. */
  public String line() {
    return at + "," + id + "," + note.orElse(GONE);
  }
}
