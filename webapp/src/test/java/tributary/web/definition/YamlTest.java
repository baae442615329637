package tributary.web.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.web.json.MalformedDocument;

class YamlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"007", "1_000", "2026-01-02", "0x1F", "1e3", "12:30:00", "yes", "off", "=", ".5"})
  void keepsPlainTextsLetterByLetter(String text) {
    assertThat(Yaml.read("[" + text + "]")).isEqualTo(List.of(text));
  }

  @Test
  void knowsTrueFalseAndNothing() {
    assertThat(Yaml.read("[true, false, null, ~]"))
        .isEqualTo(Arrays.asList(true, false, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "null",
        "~",
        "007",
        "a: b",
        "- x",
        "",
        " lead",
        "#c",
        "${secret:A.b}",
        "é\n2"
      })
  void readsBackWhatItWrote(String text) {
    Map<String, Object> document = Map.of("value", text);

    assertThat(Yaml.read(Yaml.write(document))).isEqualTo(document);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: 1\na: 2", "!!java.net.URL [\"http://x\"]", "\tx: 1"})
  void refusesWhatIsNotPlainYaml(String text) {
    assertThatExceptionOfType(MalformedDocument.class).isThrownBy(() -> Yaml.read(text));
  }

  @Test
  void saysWhereADocumentIsBroken() {
    assertThatExceptionOfType(MalformedDocument.class)
        .isThrownBy(() -> Yaml.read("a: b: c"))
        .withMessageContaining("at line 1, column 5");
  }
}
