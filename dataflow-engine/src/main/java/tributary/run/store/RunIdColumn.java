package tributary.run.store;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.util.PGobject;

/** Keeps a run's id, or none, in a {@code uuid} column. */
@Converter
public class RunIdColumn implements AttributeConverter<UUID, Object> {
  @Override
  public Object convertToDatabaseColumn(UUID run) {
    try {
      PGobject uuid = new PGobject();
      uuid.setType("uuid");
      uuid.setValue(run == null ? null : run.toString());
      return uuid;
    } catch (SQLException e) {
      throw new IllegalStateException("A run's id could not be written", e);
    }
  }

  @Override
  public UUID convertToEntityAttribute(Object column) {
    return column == null ? null : UUID.fromString(column.toString());
  }
}
