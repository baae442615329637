package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FirstSignInTest {
  @TempDir Path temporary;

  private final Secrets secrets = new Secrets();

  @Test
  void staysTheSameFromStartToStart() {
    Path file = temporary.resolve("first-sign-in.json");

    FirstSignIn first = FirstSignIn.keptIn(file, false, secrets);

    assertThat(FirstSignIn.keptIn(file, false, secrets)).isEqualTo(first);
    FirstSignIn.Account account = first.account(false);
    assertThat(account.tenant()).isEqualTo("main");
    assertThat(account.user()).isEqualTo("admin");
    assertThat(account.password()).matches("[a-z2-9]{6}-[a-z2-9]{6}-[a-z2-9]{6}");
    assertThat(account.token()).matches("trb_[A-Za-z0-9_-]{43}");
  }

  @Test
  void addsTheDemoTenantToTheMainOne() {
    Path file = temporary.resolve("first-sign-in.json");
    FirstSignIn.Account main = FirstSignIn.keptIn(file, false, secrets).account(false);

    FirstSignIn both = FirstSignIn.keptIn(file, true, secrets);

    assertThat(both.tenants()).hasSize(2).startsWith(main);
    assertThat(both.account(true).tenant()).isEqualTo("demo");
    assertThat(both.account(true).user()).isEqualTo("demo");
    assertThat(both.account(true).password()).isNotEqualTo(main.password());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isItsOwnersOnly() throws IOException {
    Path file = temporary.resolve("first-sign-in.json");
    FirstSignIn.keptIn(file, false, secrets);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void saysThatTheFileIsDamagedWithoutShowingIt() throws IOException {
    Path file = temporary.resolve("first-sign-in.json");
    Files.writeString(file, "{\"tenants\":[{\"password\":\"hidden-word\"");

    assertThatThrownBy(() -> FirstSignIn.keptIn(file, false, secrets))
        .isInstanceOf(Problem.class)
        .hasMessage(file + " is damaged. Restore it from a backup.")
        .hasNoCause();
  }
}
