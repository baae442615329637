package tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.FieldHead;
import tributary.spi.Option;

class MapConfigValuesTest {
  private static final ConfigSpec SPEC =
      ConfigSpec.of(
          new ConfigField.Choice(
              FieldHead.required("mode", "Mode", "").withDefault("keys"),
              List.of(Option.of("keys"), Option.of("none"))),
          new ConfigField.Secret(
              FieldHead.required("secret", "Secret", "").shownWhen("mode", "keys")),
          new ConfigField.Whole(FieldHead.optional("port", "Port", "").withDefault("443"), 1, 9999),
          new ConfigField.Flag(FieldHead.optional("flag", "Flag", "")));

  private static MapConfigValues values(Map<String, String> values) {
    return MapConfigValues.of(SPEC, values);
  }

  @Test
  void putsDefaultsInPlaceOfEmptyValues() {
    MapConfigValues values = values(Map.of("mode", "", "secret", "s"));
    assertThat(values.text("mode")).isEqualTo("keys");
    assertThat(values.whole("port")).isEqualTo(443);
    assertThat(values.flag("flag")).isFalse();
    assertThat(values.secret("secret").reveal()).containsExactly('s');
  }

  @Test
  void hidesWhatIsNotShown() {
    assertThat(values(Map.of("mode", "none", "secret", "s")).optionalSecret("secret")).isEmpty();
  }

  @Test
  void refusesUnknownKeysAndOtherTypes() {
    MapConfigValues values = values(Map.of());
    assertThatIllegalArgumentException().isThrownBy(() -> values.text("nothing"));
    assertThatIllegalArgumentException().isThrownBy(() -> values.text("secret"));
    assertThatIllegalArgumentException().isThrownBy(() -> values.flag("port"));
    assertThatIllegalArgumentException().isThrownBy(() -> values.secret("secret"));
    assertThatIllegalArgumentException().isThrownBy(() -> values.certificate("mode"));
  }
}
