package tributary.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.tenant.TenantId;

class VaultTest {
  private static final TenantId NORTH = new TenantId("north");
  private static final TenantId SOUTH = new TenantId("south");
  private static final UUID FLOW = UUID.randomUUID();
  private static final byte[] CLEAR = "hush".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private static Vault vault(int filler) {
    byte[] key = new byte[32];
    key[0] = (byte) filler;
    return new TinkVault(Optional.of(Base64.getEncoder().encodeToString(key)), "unused");
  }

  private Vault fileVault() {
    return new TinkVault(Optional.empty(), directory.resolve("data").toString());
  }

  @Test
  void opensWhatItSealedInTheSamePlaceOnly() throws Exception {
    Vault vault = vault(1);
    byte[] sealed = vault.seal(NORTH, FLOW, "secretKey", CLEAR);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hush");
    assertThat(vault.open(NORTH, FLOW, "secretKey", sealed)).isEqualTo(CLEAR);
    assertThatThrownBy(() -> vault.open(SOUTH, FLOW, "secretKey", sealed))
        .isInstanceOf(Vault.SealBroken.class);
    assertThatThrownBy(() -> vault.open(NORTH, UUID.randomUUID(), "secretKey", sealed))
        .isInstanceOf(Vault.SealBroken.class);
    assertThatThrownBy(() -> vault.open(NORTH, FLOW, "password", sealed))
        .isInstanceOf(Vault.SealBroken.class);
  }

  @Test
  void noticesAChangedByteAndAnotherKey() {
    byte[] sealed = vault(1).seal(NORTH, FLOW, "secretKey", CLEAR);
    assertThatThrownBy(() -> vault(2).open(NORTH, FLOW, "secretKey", sealed))
        .isInstanceOf(Vault.SealBroken.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> vault(1).open(NORTH, FLOW, "secretKey", sealed))
        .isInstanceOf(Vault.SealBroken.class);
  }

  @Test
  void makesAKeyFileOnceAndOnlyForItsOwner() throws Exception {
    byte[] sealed = fileVault().seal(NORTH, FLOW, "secretKey", CLEAR);
    assertThat(fileVault().open(NORTH, FLOW, "secretKey", sealed)).isEqualTo(CLEAR);
    Path file = directory.resolve("data").resolve(VaultKey.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory.resolve("data"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aKeyFileMayBeGivenByConfiguration() throws Exception {
    byte[] sealed = fileVault().seal(NORTH, FLOW, "secretKey", CLEAR);
    String keyset = Files.readString(directory.resolve("data").resolve(VaultKey.FILE));
    assertThat(new TinkVault(Optional.of(keyset), "unused").open(NORTH, FLOW, "secretKey", sealed))
        .isEqualTo(CLEAR);
  }

  @Test
  void saysThatAKeyIsNotOneWithoutQuotingIt() throws IOException {
    assertThatThrownBy(() -> new TinkVault(Optional.of("c2hvcnQ="), "unused"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tributary.vault.key")
        .hasMessageNotContaining("c2hvcnQ=");
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data").resolve(VaultKey.FILE), "not base64!");
    assertThatThrownBy(this::fileVault)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vault.key");
  }
}
