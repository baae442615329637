package tributary.flow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.util.PGobject;

/** Keeps a map of texts in a {@code jsonb} column. */
@Converter
public class TextMapColumn implements AttributeConverter<Map<String, String>, Object> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  @Override
  public Object convertToDatabaseColumn(Map<String, String> map) {
    try {
      PGobject json = new PGobject();
      json.setType("jsonb");
      json.setValue(JSON.writeValueAsString(map));
      return json;
    } catch (JsonProcessingException | SQLException e) {
      throw new IllegalStateException("A map of texts could not be written as JSON", e);
    }
  }

  @Override
  public Map<String, String> convertToEntityAttribute(Object column) {
    try {
      return JSON.readValue(column.toString(), TEXTS);
    } catch (JsonProcessingException e) {
      // the cause might quote a setting
      throw new IllegalStateException("A column does not hold a map of texts");
    }
  }
}
