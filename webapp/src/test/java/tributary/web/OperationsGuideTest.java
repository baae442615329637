package tributary.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationsGuideTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern READ =
      Pattern.compile(
          "(?:@ConfigProperty\\(\\s*name\\s*=|static final String [A-Z_]+ =)"
              + "\\s*\"(tributary\\.[^\"]+)\"");
  private static final Pattern DOCUMENTED =
      Pattern.compile("(?m)^\\| `(tributary\\.[a-z.-]+)` \\|");

  @Test
  void documentsEveryKeyAndNoOther() throws IOException {
    Set<String> read = new TreeSet<>(keysRead("dataflow-engine"));
    read.addAll(keysRead("webapp"));

    assertThat(keys(DOCUMENTED, Files.readString(ROOT.resolve("docs/operations.md"))))
        .isEqualTo(read);
  }

  private static Set<String> keysRead(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> keys(READ, text(file)).stream())
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> keys(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
