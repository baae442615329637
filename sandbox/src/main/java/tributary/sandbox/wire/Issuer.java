package tributary.sandbox.wire;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Makes X.509 certificates: an authority of its own, and what that authority certifies. */
public final class Issuer {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
  private static final String RSA_SHA256 = "1.2.840.113549.1.1.11";

  /** What a certificate may be used for. */
  public enum Use {
    AUTHORITY(null),
    SERVER("1.3.6.1.5.5.7.3.1"),
    CLIENT("1.3.6.1.5.5.7.3.2");

    private final String purpose;

    Use(String purpose) {
      this.purpose = purpose;
    }
  }

  /** A certificate with its private key. */
  public record Identity(X509Certificate certificate, PrivateKey key) {}

  private final SecureRandom random = new SecureRandom();
  private final Identity authority;

  private Issuer(Identity authority) {
    this.authority = authority;
  }

  public static Issuer existing(Identity authority) {
    return new Issuer(authority);
  }

  public static Issuer found(String name, Instant from, Instant until)
      throws GeneralSecurityException {
    KeyPair pair = ellipticKeys();
    Issuer founder = new Issuer(null);
    return new Issuer(
        founder.sign(name, name, pair, pair.getPrivate(), Use.AUTHORITY, List.of(), from, until));
  }

  public Identity authority() {
    return authority;
  }

  /** Certifies a key for a use. */
  public Identity issue(
      String name, KeyPair pair, Use use, List<String> hosts, Instant from, Instant until)
      throws GeneralSecurityException {
    String issuer = commonName(authority.certificate());
    return sign(name, issuer, pair, authority.key(), use, hosts, from, until);
  }

  /** Makes a certificate that only vouches for itself. */
  public static Identity selfSigned(String name, KeyPair pair, Use use, Instant from, Instant until)
      throws GeneralSecurityException {
    return new Issuer(null).sign(name, name, pair, pair.getPrivate(), use, List.of(), from, until);
  }

  public static KeyPair ellipticKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  public static KeyPair rsaKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private Identity sign(
      String subject,
      String issuer,
      KeyPair pair,
      PrivateKey signer,
      Use use,
      List<String> hosts,
      Instant from,
      Instant until)
      throws GeneralSecurityException {
    boolean elliptic = signer instanceof ECPrivateKey;
    byte[] algorithm =
        elliptic
            ? Der.sequence(Der.oid(ECDSA_SHA256))
            : Der.sequence(Der.oid(RSA_SHA256), new byte[] {0x05, 0x00});
    byte[] body =
        Der.sequence(
            Der.tagged(0xA0, Der.integer(new byte[] {2})),
            Der.integer(new BigInteger(120, random).setBit(119).toByteArray()),
            algorithm,
            name(issuer),
            Der.sequence(Der.utcTime(TIME.format(from)), Der.utcTime(TIME.format(until))),
            name(subject),
            pair.getPublic().getEncoded(),
            Der.tagged(0xA3, extensions(use, hosts)));
    Signature signature = Signature.getInstance(elliptic ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initSign(signer);
    signature.update(body);
    byte[] encoded = Der.sequence(body, algorithm, Der.bits(0, signature.sign()));
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(encoded));
    return new Identity(certificate, pair.getPrivate());
  }

  private static byte[] name(String commonName) {
    return Der.sequence(
        Der.set(Der.sequence(Der.oid("2.5.4.10"), Der.utf8("Tributary sandbox"))),
        Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(commonName))));
  }

  private static String commonName(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    int from = name.indexOf("CN=") + 3;
    int end = name.indexOf(',', from);
    return end < 0 ? name.substring(from) : name.substring(from, end);
  }

  private static byte[] extensions(Use use, List<String> hosts) {
    List<byte[]> list = new ArrayList<>();
    if (use == Use.AUTHORITY) {
      list.add(extension("2.5.29.19", true, Der.sequence(Der.yes())));
      list.add(extension("2.5.29.15", true, Der.bits(1, new byte[] {0x06})));
    } else {
      list.add(extension("2.5.29.19", true, Der.sequence()));
      list.add(extension("2.5.29.15", true, Der.bits(5, new byte[] {(byte) 0xA0})));
      list.add(extension("2.5.29.37", false, Der.sequence(Der.oid(use.purpose))));
    }
    if (!hosts.isEmpty()) {
      byte[][] names = hosts.stream().map(Issuer::alternativeName).toArray(byte[][]::new);
      list.add(extension("2.5.29.17", false, Der.sequence(names)));
    }
    return Der.sequence(list.toArray(byte[][]::new));
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
        : Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static byte[] alternativeName(String host) {
    if (Character.isDigit(host.charAt(0))) {
      String[] parts = host.split("\\.");
      byte[] address = new byte[parts.length];
      for (int i = 0; i < parts.length; i++) {
        address[i] = (byte) Integer.parseInt(parts[i]);
      }
      return Der.tagged(0x87, address);
    }
    return Der.tagged(0x82, host.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
