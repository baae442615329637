package tributary.connection;

import java.util.Base64;
import java.util.Optional;

/** A vault for tests of other features. */
public final class TestVault {
  private TestVault() {}

  public static Vault vault() {
    return new TinkVault(Optional.of(Base64.getEncoder().encodeToString(new byte[32])), "unused");
  }
}
