package tributary.flow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PGobject;

/** Keeps a list of texts in a {@code jsonb} column. */
@Converter
public class TextListColumn implements AttributeConverter<List<String>, Object> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  @Override
  public Object convertToDatabaseColumn(List<String> list) {
    try {
      PGobject json = new PGobject();
      json.setType("jsonb");
      json.setValue(JSON.writeValueAsString(list));
      return json;
    } catch (JsonProcessingException | SQLException e) {
      throw new IllegalStateException("A list of texts could not be written as JSON", e);
    }
  }

  @Override
  public List<String> convertToEntityAttribute(Object column) {
    try {
      return JSON.readValue(column.toString(), TEXTS);
    } catch (JsonProcessingException e) {
      // the cause might quote a column
      throw new IllegalStateException("A column does not hold a list of texts");
    }
  }
}
