package tributary.landing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import tributary.spi.BatchBuilder;
import tributary.spi.ColumnType;

/** Appends a key's value, which a source tells as text, as a value of its column. */
final class KeyText {
  private KeyText() {}

  static void append(BatchBuilder out, ColumnType type, String value) {
    switch (type) {
      case TEXT -> out.text(value);
      case WHOLE -> out.whole(Long.parseLong(value));
      case DECIMAL -> out.decimal(new BigDecimal(value));
      case DOUBLE -> out.real(Double.parseDouble(value));
      case BOOLEAN -> out.flag(Boolean.parseBoolean(value));
      case DATE -> out.date(LocalDate.parse(value));
      case LOCAL_TIMESTAMP -> out.localTimestamp(LocalDateTime.parse(value));
      case TIMESTAMP -> out.timestamp(Instant.parse(value));
      case TIME -> out.time(LocalTime.parse(value));
      case UUID -> out.uuid(UUID.fromString(value));
      case JSON, BYTES -> throw new IllegalStateException("A key cannot be of type " + type);
    }
  }
}
