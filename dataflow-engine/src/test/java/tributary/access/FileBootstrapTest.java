package tributary.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.access.store.AccountStore;
import tributary.control.ControlDatabase;
import tributary.control.SettableClock;
import tributary.tenant.TenantFixture;
import tributary.tenant.TenantId;
import tributary.tenant.TenantView;
import tributary.tenant.Tenants;

class FileBootstrapTest {
  @TempDir Path directory;

  private final ControlDatabase database = ControlDatabase.empty();
  private final SettableClock clock = new SettableClock();
  private final Tenants tenants = TenantFixture.tenants(database, clock);
  private final Access access =
      database.transactional(
          Access.class,
          new LocalAccess(new AccountStore(database.entities()), new PasswordHash(1000), clock));

  private FileBootstrap bootstrap(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("bootstrap.json"), content);
    return new FileBootstrap(Optional.of(file.toString()), tenants, access);
  }

  @Test
  void makesTenantsAccountsAndTokensOnce() throws IOException {
    FileBootstrap bootstrap =
        bootstrap(
            """
            {"tenants": [
              {"tenant": "demo", "user": "admin", "password": "pass", "token": "tok"},
              {"tenant": "other", "displayName": "Other homes"}]}""");
    bootstrap.ensure();
    bootstrap.ensure();
    assertThat(tenants.all())
        .containsExactly(
            new TenantView(new TenantId("demo"), "demo", clock.instant()),
            new TenantView(new TenantId("other"), "Other homes", clock.instant()));
    assertThat(access.signIn("admin", "pass".toCharArray())).isPresent();
    assertThat(access.byToken("tok").orElseThrow().tenant()).isEqualTo(new TenantId("demo"));
  }

  @Test
  void doesNothingWithoutAFile() {
    new FileBootstrap(Optional.empty(), tenants, access).ensure();
    assertThat(tenants.all()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithoutQuotingThePassword() throws IOException {
    FileBootstrap broken = bootstrap("{\"tenants\": [{\"password\": \"hush\", }]}");
    assertThatThrownBy(broken::ensure)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bootstrap.json")
        .hasMessageNotContaining("hush")
        .hasNoCause();
    FileBootstrap misnamed = bootstrap("{\"tenants\": [{\"tenant\": \"My Home\"}]}");
    assertThatThrownBy(misnamed::ensure).hasMessageContaining("“My Home”");
    FileBootstrap missing =
        new FileBootstrap(Optional.of(directory.resolve("gone.json").toString()), tenants, access);
    assertThatThrownBy(missing::ensure).hasMessageContaining("gone.json");
    assertThatThrownBy(bootstrap("{}")::ensure).hasMessageContaining("lists no tenants");
  }
}
