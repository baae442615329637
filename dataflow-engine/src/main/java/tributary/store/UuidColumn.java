package tributary.store;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.util.PGobject;

/** Keeps an id, or none, in a {@code uuid} column. */
@Converter
public class UuidColumn implements AttributeConverter<UUID, Object> {
  @Override
  public Object convertToDatabaseColumn(UUID id) {
    try {
      PGobject uuid = new PGobject();
      uuid.setType("uuid");
      uuid.setValue(id == null ? null : id.toString());
      return uuid;
    } catch (SQLException e) {
      throw new IllegalStateException("An id could not be written", e);
    }
  }

  @Override
  public UUID convertToEntityAttribute(Object column) {
    return column == null ? null : UUID.fromString(column.toString());
  }
}
