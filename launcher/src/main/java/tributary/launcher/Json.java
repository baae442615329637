package tributary.launcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The small JSON files by which the launcher, the application and scripts talk. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  static <T> Optional<T> read(Path file, Class<T> type) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), type));
    } catch (JsonProcessingException broken) {
      // The parser's text quotes the file, which may hold a secret.
      throw new Problem("%s is damaged. Restore it from a backup.".formatted(file));
    } catch (IOException failure) {
      throw new Problem("%s cannot be read.".formatted(file), failure);
    }
  }

  static void write(Path file, Object value) {
    try {
      OwnerOnly.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
    } catch (IOException failure) {
      throw new Problem("%s cannot be written. Check the directory.".formatted(file), failure);
    }
  }
}
