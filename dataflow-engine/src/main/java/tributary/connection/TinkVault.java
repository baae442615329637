package tributary.connection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.tenant.TenantId;

/** Seals with AES-256-GCM; the place a secret belongs to is part of what is authenticated. */
@ApplicationScoped
class TinkVault implements Vault {
  private Aead aead;

  protected TinkVault() {}

  @Inject
  TinkVault(
      @ConfigProperty(name = "tributary.vault.key") Optional<String> key,
      @ConfigProperty(name = "tributary.data.dir", defaultValue = "data") String dataDirectory) {
    this.aead = aead(key, Path.of(dataDirectory));
  }

  private static Aead aead(Optional<String> key, Path dataDirectory) {
    try {
      KeysetHandle keyset = VaultKey.find(key, dataDirectory);
      return keyset.getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The vault's key is not one for AES-GCM. Put back the key that the secrets were sealed"
              + " with.",
          e);
    }
  }

  @Override
  public byte[] seal(TenantId tenant, UUID dataflow, String field, byte[] clear) {
    try {
      return aead.encrypt(clear, place(tenant, dataflow, field));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret could not be sealed", e);
    }
  }

  @Override
  public byte[] open(TenantId tenant, UUID dataflow, String field, byte[] sealed)
      throws SealBroken {
    try {
      return aead.decrypt(sealed, place(tenant, dataflow, field));
    } catch (GeneralSecurityException e) {
      throw new SealBroken(e);
    }
  }

  private static byte[] place(TenantId tenant, UUID dataflow, String field) {
    return ("tributary/" + tenant + "/" + dataflow + "/" + field).getBytes(StandardCharsets.UTF_8);
  }
}
