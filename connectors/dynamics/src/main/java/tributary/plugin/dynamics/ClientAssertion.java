package tributary.plugin.dynamics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.UUID;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.spi.ConnectorException;
import tributary.spi.KeyMaterial;

/** What an application shows in place of its secret: a statement signed with its certificate. */
final class ClientAssertion {
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  private ClientAssertion() {}

  static String of(KeyMaterial material, String client, String audience, Instant now) {
    char[] password = material.password().reveal();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(material.pkcs12()), password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password) instanceof PrivateKey key) {
          return signed(key, store.getCertificate(alias), client, audience, now);
        }
      }
      throw unusable("has no private key", null);
    } catch (IOException | GeneralSecurityException e) {
      throw unusable("cannot be used to sign", e);
    }
  }

  private static String signed(
      PrivateKey key, Certificate certificate, String client, String audience, Instant now)
      throws GeneralSecurityException {
    String thumb = encoded(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    String head = "{\"alg\":\"PS256\",\"typ\":\"JWT\",\"x5t#S256\":\"" + thumb + "\"}";
    String claims =
        "{\"aud\":\"%s\",\"iss\":\"%s\",\"sub\":\"%s\",\"jti\":\"%s\",\"nbf\":%d,\"exp\":%d}"
            .formatted(
                audience,
                client,
                client,
                UUID.randomUUID(),
                now.getEpochSecond(),
                now.plus(GOOD_FOR).getEpochSecond());
    String both =
        encoded(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + encoded(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new java.security.spec.PSSParameterSpec(
            "SHA-256", "MGF1", java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
    signature.initSign(key);
    signature.update(both.getBytes(StandardCharsets.UTF_8));
    return both + "." + encoded(signature.sign());
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ConnectorException unusable(String why, Exception cause) {
    return ConnectorException.inField(
        DynamicsConfig.CERTIFICATE,
        ODataError.CREDENTIALS_REFUSED,
        "The certificate " + why + ". Choose the file that holds an RSA certificate and its key.",
        cause);
  }
}
