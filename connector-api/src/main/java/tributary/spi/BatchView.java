package tributary.spi;

/** The rows of a batch to be written. Valid during the call only. */
public interface BatchView {
  /** Returns how many rows there are. */
  int rowCount();

  /**
   * Returns a value: of the class that goes with the column's type ({@code String}, {@code Long},
   * {@code BigDecimal}, {@code Double}, {@code Boolean}, {@code LocalDate}, {@code LocalDateTime},
   * {@code Instant}, {@code LocalTime}, {@code UUID}, {@code String} for JSON, {@code byte[]}), or
   * null.
   */
  Object value(int row, int column);
}
