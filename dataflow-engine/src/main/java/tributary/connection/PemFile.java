package tributary.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What stands in a PEM file.
 *
 * @param certificates in the file's order
 * @param key the private key, where there is one
 */
record PemFile(List<X509Certificate> certificates, Optional<PrivateKey> key) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /** The frame that makes PKCS#8 of an RSA key of PKCS#1: version 0 and RSA's identifier. */
  private static final byte[] RSA_FRAME = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  static boolean is(byte[] file) {
    return new String(file, 0, Math.min(file.length, 8192), StandardCharsets.ISO_8859_1)
        .contains("-----BEGIN ");
  }

  static PemFile read(byte[] file, char[] password) throws KeyFileProblem {
    List<X509Certificate> certificates = new ArrayList<>();
    Optional<PrivateKey> key = Optional.empty();
    Matcher blocks = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
    while (blocks.find()) {
      String kind = blocks.group(1);
      if (kind.endsWith("CERTIFICATE")) {
        certificates.add(certificate(bytes(blocks.group(2))));
      } else if (kind.endsWith("PRIVATE KEY")) {
        key = Optional.of(key(kind, blocks.group(2), password));
      }
    }
    return new PemFile(List.copyOf(certificates), key);
  }

  private static byte[] bytes(String base64) throws KeyFileProblem {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw KeyFileProblem.unreadable(e);
    }
  }

  private static X509Certificate certificate(byte[] der) throws KeyFileProblem {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw KeyFileProblem.unreadable(e);
    }
  }

  private static PrivateKey key(String kind, String base64, char[] password) throws KeyFileProblem {
    return switch (base64.contains("ENCRYPTED") ? "old" : kind) {
      case "PRIVATE KEY" -> ofPkcs8(bytes(base64));
      case "ENCRYPTED PRIVATE KEY" -> decrypted(bytes(base64), password);
      case "RSA PRIVATE KEY" -> ofPkcs8(framed(bytes(base64)));
      default ->
          throw new KeyFileProblem(
              KeyFileProblem.Part.FILE,
              "KEY_FORM_UNKNOWN",
              "its private key is in an old form. Convert it with: openssl pkcs8 -topk8 -in old.pem"
                  + " -out new.pem");
    };
  }

  private static byte[] framed(byte[] pkcs1) {
    byte[] key = tagged((byte) 0x04, pkcs1);
    byte[] content = new byte[RSA_FRAME.length + key.length];
    System.arraycopy(RSA_FRAME, 0, content, 0, RSA_FRAME.length);
    System.arraycopy(key, 0, content, RSA_FRAME.length, key.length);
    return tagged((byte) 0x30, content);
  }

  private static byte[] tagged(byte tag, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 128
            ? new byte[] {tag, (byte) length}
            : length < 256
                ? new byte[] {tag, (byte) 0x81, (byte) length}
                : new byte[] {tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    byte[] all = new byte[head.length + length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, length);
    return all;
  }

  private static PrivateKey ofPkcs8(byte[] der) throws KeyFileProblem {
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        continue;
      } catch (GeneralSecurityException e) {
        throw KeyFileProblem.unreadable(e);
      }
    }
    throw KeyFileProblem.unreadable(null);
  }

  private static PrivateKey decrypted(byte[] der, char[] password) throws KeyFileProblem {
    if (password.length == 0) {
      throw KeyFileProblem.passwordMissing();
    }
    try {
      EncryptedPrivateKeyInfo sealed = new EncryptedPrivateKeyInfo(der);
      // the parameters of PBES2 name the scheme; the algorithm's own name is only "PBES2"
      String scheme =
          sealed.getAlgParameters() == null
              ? sealed.getAlgName()
              : sealed.getAlgParameters().toString();
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(password)),
          sealed.getAlgParameters());
      return ofPkcs8(sealed.getKeySpec(cipher).getEncoded());
    } catch (InvalidKeyException | InvalidKeySpecException e) {
      throw KeyFileProblem.passwordWrong(e);
    } catch (GeneralSecurityException | IOException e) {
      throw KeyFileProblem.unreadable(e);
    }
  }
}
