package tributary.web.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.tenant.TenantId;

class SecretReferenceTest {
  @Test
  void readsBackWhatItWrote() {
    SecretReference reference = new SecretReference("Census", "secretKey");

    assertThat(reference).hasToString("${secret:Census.secretKey}");
    assertThat(SecretReference.parse(reference.toString())).contains(reference);
  }

  @Test
  void namesTheConfigurationKeyOfItsValue() {
    assertThat(new SecretReference("Census", "secretKey").configKey(new TenantId("alder")))
        .isEqualTo("tributary.secret.alder.Census.secretKey");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "${secret:}", "${secret:Census}", "x${secret:A.b}", "${env:A.b}"})
  void takesNothingElseForAReference(String value) {
    assertThat(SecretReference.parse(value)).isEmpty();
  }
}
