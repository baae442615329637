package tributary.spi;

import java.util.Arrays;
import java.util.Objects;

/**
 * A certificate with its private key.
 *
 * @param pkcs12 a PKCS#12 key store
 * @param password of the key store; may be empty
 */
public record KeyMaterial(byte[] pkcs12, Secret password) {
  public KeyMaterial {
    pkcs12 = pkcs12.clone();
    Objects.requireNonNull(password, "password");
  }

  @Override
  public byte[] pkcs12() {
    return pkcs12.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyMaterial that
        && Arrays.equals(pkcs12, that.pkcs12)
        && password.equals(that.password);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pkcs12);
  }

  @Override
  public String toString() {
    return "KeyMaterial[hidden]";
  }
}
