package tributary.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the root scripts make of the Java that they find, before they start anything with it. */
@DisabledOnOs(OS.WINDOWS)
class JavaCheckTest {
  private static final Path CHECK = Path.of("..", ".mvn", "java.sh");
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
  void takesNoOptionForTheVersion(String variable) throws Exception {
    for (String option :
        new String[] {"-Xmx64m", "-Da=\"the version \"8\"\"", "-Xno-such-option"}) {
      assertThat(check(JAVA_HOME, Map.of(variable, option)))
          .as(option)
          .isEqualTo("Java " + Runtime.version().feature());
    }
  }

  @ParameterizedTest
  @CsvSource({"17.0.15, 17", "21, 21", "26-ea, 26"})
  void takesNewerVersions(String version, String feature) throws Exception {
    assertThat(check(java("openjdk version \"" + version + "\" 2026-03-17"), Map.of()))
        .isEqualTo("Java " + feature);
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_392, 8", "11.0.2, 11"})
  void refusesEarlierVersions(String version, String feature) throws Exception {
    Path home = java("java version \"" + version + "\"");
    assertThat(check(home, Map.of())).isEqualTo(refusal(home, feature));
  }

  @Test
  void refusesWhatTellsNoVersion() throws Exception {
    Path home = java("Error: could not open libjvm.so");
    assertThat(check(home, Map.of())).isEqualTo(refusal(home, "unknown"));
  }

  private static String refusal(Path home, String version) {
    return "Tributary needs Java 17 or newer; %s/bin/java is Java %s. Install a JDK 17 and set JAVA_HOME to it."
        .formatted(home, version);
  }

  /** Makes a Java that only says this. */
  private Path java(String says) throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho '" + says + "' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return folder;
  }

  private static String check(Path home, Map<String, String> environment) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", ". \"$0\"; echo \"Java $java_version\"", CHECK.toString())
            .redirectErrorStream(true);
    shell.environment().put("JAVA_HOME", home.toString());
    shell.environment().putAll(environment);
    Process running = shell.start();
    String said = new String(running.getInputStream().readAllBytes(), UTF_8).strip();
    running.waitFor();
    return said;
  }
}
