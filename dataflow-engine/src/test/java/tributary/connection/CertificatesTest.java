package tributary.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.problem.FieldProblem;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.FieldHead;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");
  private static final ConfigSpec SPEC =
      ConfigSpec.of(
          new ConfigField.Certificate(
              FieldHead.required("certificate", "Certificate", ""), "password"),
          new ConfigField.Secret(FieldHead.optional("password", "Certificate Password", "")),
          new ConfigField.Authorities(FieldHead.optional("trusted", "Trusted authorities", "")));

  private final Map<String, String> clear = new HashMap<>();

  private static String file(String name) throws IOException {
    try (InputStream in = CertificatesTest.class.getResourceAsStream("/keys/" + name)) {
      return Base64.getEncoder().encodeToString(in.readAllBytes());
    }
  }

  private Certificates certificates() {
    return new Certificates(SPEC, clear);
  }

  @Test
  void saysBesideThePasswordThatItDoesNotOpenTheFile() throws IOException {
    clear.put("certificate", file("client.p12"));
    clear.put("password", "wrong");
    assertThat(certificates().problems(NOW))
        .containsExactly(
            FieldProblem.of(
                "settings.password",
                "CERTIFICATE_PASSWORD_WRONG",
                "Certificate Password: it does not open the file. Enter the one that the file was"
                    + " exported with."));
    assertThat(certificates().views()).isEmpty();
  }

  @Test
  void tellsWhoseItIsAndUntilWhen() throws IOException {
    clear.put("certificate", file("client.p12"));
    clear.put("password", "maple leaf");
    clear.put("trusted", file("without-key.pem"));
    assertThat(certificates().problems(NOW)).isEmpty();
    assertThat(certificates().views().get("certificate").subject())
        .isEqualTo("Larkmere data import");
    assertThat(certificates().firstEnd())
        .contains(certificates().views().get("certificate").until());
  }

  @Test
  void saysThatAuthoritiesAreNone() throws IOException {
    clear.put("trusted", file("client.p12"));
    assertThat(certificates().problems(NOW))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .startsWith("Trusted authorities: the file has no certificate as PEM"));
  }
}
