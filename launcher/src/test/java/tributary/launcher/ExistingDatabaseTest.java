package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExistingDatabaseTest {
  private static final DatabaseAccess ACCESS =
      new DatabaseAccess("jdbc:postgresql://db:5432/app?password=hidden", "app", "hidden");

  @Test
  void isNotUsedUnlessTheEnvironmentNamesIt() {
    assertThat(ExistingDatabase.from(Map.of())).isEmpty();
  }

  @Test
  void wantsAPostgresqlAddress() {
    assertThatThrownBy(() -> ExistingDatabase.from(Map.of("TRIBUTARY_DB_URL", "postgres://db")))
        .isInstanceOf(Problem.class)
        .hasMessage(
            "TRIBUTARY_DB_URL must look like jdbc:postgresql://host:5432/database. Correct it and start again.");
  }

  @Test
  void wantsUserAndPasswordToo() {
    assertThatThrownBy(
            () -> ExistingDatabase.from(Map.of("TRIBUTARY_DB_URL", "jdbc:postgresql://db/app")))
        .hasMessage("TRIBUTARY_DB_URL is set, but TRIBUTARY_DB_USER is not. Set both.");
  }

  @Test
  void wantsTheAddressToo() {
    assertThatThrownBy(() -> ExistingDatabase.from(Map.of("TRIBUTARY_DB_PASSWORD", "hidden")))
        .hasMessage(
            "TRIBUTARY_DB_PASSWORD is set, but TRIBUTARY_DB_URL is not. Set both, or neither for the embedded PostgreSQL.");
  }

  @Test
  void refusesAPasswordInTheAddressWithoutShowingIt() {
    assertThatThrownBy(
            () ->
                ExistingDatabase.from(
                    Map.of("TRIBUTARY_DB_URL", "jdbc:postgresql://app:hidden@db:5432/app")))
        .hasMessage(
            "TRIBUTARY_DB_URL has an @ in it. Write it like jdbc:postgresql://host:5432/database, the user in TRIBUTARY_DB_USER and the password in TRIBUTARY_DB_PASSWORD.");
  }

  @Test
  void saysThatItCannotBeReachedWithoutShowingThePassword() {
    String url = "jdbc:postgresql://127.0.0.1:" + Ports.loopback(0) + "/app";
    Map<String, String> environment =
        Map.of(
            "TRIBUTARY_DB_URL",
            url + "?options=hidden",
            "TRIBUTARY_DB_USER",
            "app",
            "TRIBUTARY_DB_PASSWORD",
            "hidden");

    assertThatThrownBy(() -> ExistingDatabase.from(environment))
        .hasMessage(
            "The database %s cannot be reached. Check that it runs and that TRIBUTARY_DB_URL is right."
                .formatted(url));
  }

  @Test
  void takesVersions15To18() {
    for (int version : new int[] {15, 16, 17, 18}) {
      assertThatCode(() -> ExistingDatabase.requireVersion(ACCESS, version))
          .doesNotThrowAnyException();
    }
    for (int version : new int[] {14, 19}) {
      assertThatThrownBy(() -> ExistingDatabase.requireVersion(ACCESS, version))
          .hasMessage(
              "The database jdbc:postgresql://db:5432/app is PostgreSQL %d; Tributary works with 15 to 18. Use one of these."
                  .formatted(version));
    }
  }

  @Test
  void neverShowsThePasswordAsText() {
    assertThat(ACCESS.toString()).isEqualTo("app at jdbc:postgresql://db:5432/app");
  }
}
