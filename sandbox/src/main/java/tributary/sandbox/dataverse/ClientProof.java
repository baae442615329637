package tributary.sandbox.dataverse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks what an application shows in place of its secret: a statement signed with the certificate
 * of its registration. Thread-safe.
 */
final class ClientProof {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final Registered registered;
  private final Clock clock;

  /** The statements that were shown, by their id, until they are over. */
  private final Map<String, Instant> shown = new ConcurrentHashMap<>();

  ClientProof(Registered registered, Clock clock) {
    this.registered = registered;
    this.clock = clock;
  }

  /** Refuses what is not signed by this client, for this address, just now. */
  void require(Map<String, String> form, String client, String audience) throws Denied {
    if (!TYPE.equals(form.get("client_assertion_type"))) {
      throw invalid(
          7000218, "The request body must contain the parameter 'client_assertion_type'.");
    }
    String[] parts = form.get("client_assertion").split("\\.", -1);
    if (parts.length != 3) {
      throw invalid(50027, "JWT token is invalid or malformed.");
    }
    requireSignature(parts);
    requireClaims(json(parts[1]), client, audience);
  }

  private void requireSignature(String[] parts) throws Denied {
    JsonNode head = json(parts[0]);
    X509Certificate certificate = registered.certificate().orElse(null);
    byte[] thumb = decoded(head.path("x5t#S256").asText(head.path("x5t").asText()));
    String algorithm = head.has("x5t#S256") ? "SHA-256" : "SHA-1";
    try {
      if (certificate == null
          || !Arrays.equals(
              thumb, MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()))) {
        throw unsigned("The key was not found.", thumb);
      }
      if (certificate.getNotAfter().toInstant().isBefore(clock.instant())) {
        throw unsigned("The key used is expired.", thumb);
      }
      Signature signature = signature(head.path("alg").asText());
      signature.initVerify(certificate);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(decoded(parts[2]))) {
        throw unsigned(
            "The provided signature value did not match the expected signature value.", thumb);
      }
    } catch (GeneralSecurityException broken) {
      throw unsigned("The signature cannot be verified.", thumb);
    }
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException, Denied {
    return switch (algorithm) {
      case "RS256" -> Signature.getInstance("SHA256withRSA");
      case "PS256" -> {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        yield signature;
      }
      default ->
          throw invalid(5002738, "The algorithm '" + algorithm + "' is none of RS256 and PS256.");
    };
  }

  private void requireClaims(JsonNode claims, String client, String audience) throws Denied {
    boolean own =
        client.equals(claims.path("iss").asText()) && client.equals(claims.path("sub").asText());
    if (!own) {
      throw invalid(
          700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
    }
    if (!audience.equals(claims.path("aud").asText())) {
      throw invalid(
          700023, "Client assertion audience claim does not match Realm issuer: " + audience + ".");
    }
    Instant now = clock.instant();
    Instant from = Instant.ofEpochSecond(claims.path("nbf").asLong());
    Instant until = Instant.ofEpochSecond(claims.path("exp").asLong());
    if (from.minus(CLOCKS_DIFFER).isAfter(now) || until.plus(CLOCKS_DIFFER).isBefore(now)) {
      throw invalid(
          700024,
          "Client assertion is not within its valid time range. Current time: %s, assertion valid from %s, expiry time of assertion %s."
              .formatted(now, from, until));
    }
    String id = claims.path("jti").asText();
    shown.values().removeIf(end -> end.plus(CLOCKS_DIFFER).isBefore(now));
    if (id.isEmpty() || shown.putIfAbsent(id, until) != null) {
      throw invalid(50013, "Assertion was shown before, or has no id.");
    }
  }

  private static JsonNode json(String part) throws Denied {
    try {
      return new ObjectMapper().readTree(decoded(part));
    } catch (IOException broken) {
      throw invalid(50027, "JWT token is invalid or malformed.");
    }
  }

  private static byte[] decoded(String part) throws Denied {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException broken) {
      throw invalid(50027, "JWT token is invalid or malformed.");
    }
  }

  private static Denied unsigned(String reason, byte[] thumb) {
    return invalid(
        700027,
        "Client assertion contains an invalid signature. [Reason - "
            + reason
            + ", Thumbprint of key used by client: '"
            + HexFormat.of().withUpperCase().formatHex(thumb)
            + "'].");
  }

  private static Denied invalid(int number, String message) {
    return new Denied(401, "invalid_client", number, message);
  }
}
