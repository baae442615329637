package tributary.web.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
  @Test
  void readsBackWhatItWrote() {
    SecretReference reference = new SecretReference("Census", "secretKey");

    assertThat(reference).hasToString("${secret:Census.secretKey}");
    assertThat(SecretReference.parse(reference.toString())).contains(reference);
  }

  @Test
  void namesTheConfigurationKeyOfItsValue() {
    assertThat(new SecretReference("Census", "secretKey").configKey())
        .isEqualTo("tributary.secret.Census.secretKey");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "${secret:}", "${secret:Census}", "x${secret:A.b}", "${env:A.b}"})
  void takesNothingElseForAReference(String value) {
    assertThat(SecretReference.parse(value)).isEmpty();
  }
}
