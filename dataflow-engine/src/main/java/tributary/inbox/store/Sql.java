package tributary.inbox.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements in the caller's transaction. */
final class Sql {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final EntityManager entities;

  Sql(EntityManager entities) {
    this.entities = entities;
  }

  int update(String sql, Object... values) {
    return bound(sql, values).executeUpdate();
  }

  List<Object[]> rows(String sql, Object... values) {
    List<?> rows = bound(sql, values).getResultList();
    return rows.stream()
        .map(row -> row instanceof Object[] many ? many : new Object[] {row})
        .toList();
  }

  Optional<Object[]> row(String sql, Object... values) {
    return rows(sql, values).stream().findFirst();
  }

  private Query bound(String sql, Object... values) {
    Query query = entities.createNativeQuery(sql);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      query.setParameter(i + 1, value instanceof Instant at ? Timestamp.from(at) : value);
    }
    return query;
  }

  static Optional<Instant> instant(Object value) {
    return Optional.ofNullable((Timestamp) value).map(Timestamp::toInstant);
  }

  static String json(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A list of texts could not be written as JSON", e);
    }
  }

  static List<String> texts(Object json) {
    try {
      return JSON.readValue(json.toString(), TEXTS);
    } catch (JsonProcessingException e) {
      // the cause might quote a key
      throw new IllegalStateException("A column does not hold a list of texts");
    }
  }
}
