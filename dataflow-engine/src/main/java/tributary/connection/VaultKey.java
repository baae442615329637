package tributary.connection;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** Finds the vault's key: from configuration, else from a file that is made when it is missing. */
final class VaultKey {
  static final String FILE = "vault.key";
  private static final int RAW_BYTES = 32;

  private VaultKey() {}

  static KeysetHandle find(Optional<String> configured, Path dataDirectory) {
    return configured
        .filter(text -> !text.isBlank())
        .map(text -> parse(text, "tributary.vault.key"))
        .orElseGet(() -> ofFile(dataDirectory.resolve(FILE)));
  }

  private static KeysetHandle ofFile(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return parse(Files.readString(file), "the file " + file);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The vault's key file "
              + file
              + " can neither be read nor made. Set tributary.vault.key, or give the product the"
              + " right to that folder.",
          e);
    }
  }

  /** Writes the whole file before it gets its name, so that nobody ever reads half a key. */
  private static void create(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".new");
    try {
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(
          draft, newKeyset(), StandardCharsets.US_ASCII, StandardOpenOption.TRUNCATE_EXISTING);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      System.getLogger(VaultKey.class.getName())
          .log(System.Logger.Level.DEBUG, "Another node made the key file {0} first", file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String newKeyset() {
    try {
      AesGcmParameters parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(RAW_BYTES)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.TINK)
              .build();
      return Base64.getEncoder()
          .encodeToString(
              TinkProtoKeysetFormat.serializeKeyset(
                  KeysetHandle.generateNew(parameters, AeadConfig2026.get()),
                  InsecureSecretKeyAccess.get(),
                  AeadConfig2026.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A vault key cannot be made", e);
    }
  }

  private static KeysetHandle parse(String text, String where) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.strip());
      return bytes.length == RAW_BYTES
          ? ofRawKey(bytes)
          : TinkProtoKeysetFormat.parseKeyset(
              bytes, InsecureSecretKeyAccess.get(), AeadConfig2026.get());
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // the cause might quote the key
      throw new IllegalStateException(
          "The vault's key in "
              + where
              + " is neither 32 bytes nor a Tink keyset in base64. Put back the key that the"
              + " secrets were sealed with, or a new one (openssl rand -base64 32).");
    }
  }

  private static KeysetHandle ofRawKey(byte[] bytes) throws GeneralSecurityException {
    AesGcmParameters parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(RAW_BYTES)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    AesGcmKey key =
        AesGcmKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
        .build();
  }
}
