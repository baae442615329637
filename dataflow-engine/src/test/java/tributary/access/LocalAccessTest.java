package tributary.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.access.SignedIn.Role;
import tributary.access.store.AccountStore;
import tributary.control.ControlDatabase;
import tributary.control.SettableClock;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

class LocalAccessTest {
  private static final TenantId NORTH = new TenantId("north");
  private static final TenantId SOUTH = new TenantId("south");

  private final ControlDatabase database = ControlDatabase.empty();
  private final SettableClock clock = new SettableClock();
  private final Access access =
      database.transactional(
          Access.class,
          new LocalAccess(new AccountStore(database.entities()), new PasswordHash(1000), clock));

  @BeforeEach
  void twoTenants() throws SQLException {
    database.execute(
        "insert into tributary.tenant values ('north', 'North', now()), ('south', 'South', now())");
    access.ensureOwner(NORTH, "ann", password("right"));
    access.ensureOwner(SOUTH, "bob", password("other"));
  }

  private static char[] password(String text) {
    return text.toCharArray();
  }

  @Test
  void signsInWithTheRightPasswordInAnyCaseOfTheName() {
    assertThat(access.signIn("ANN", password("right")))
        .contains(new SignedIn("north", Actor.Kind.PERSON, "ann", Role.OWNER));
  }

  @Test
  void refusesAWrongPasswordAndAnUnknownName() {
    assertThat(access.signIn("ann", password("wrong"))).isEmpty();
    assertThat(access.signIn("nobody", password("right"))).isEmpty();
  }

  @Test
  void locksAfterTenFailuresForAQuarterOfAnHour() {
    for (int i = 0; i < LocalAccess.MAX_FAILURES; i++) {
      assertThat(access.signIn("ann", password("wrong"))).isEmpty();
    }
    assertThat(access.signIn("ann", password("right"))).isEmpty();
    clock.advance(LocalAccess.LOCKOUT.minus(Duration.ofSeconds(1)));
    assertThat(access.signIn("ann", password("right"))).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(access.signIn("ann", password("right"))).isPresent();
  }

  @Test
  void doesNotLockTheOthers() {
    for (int i = 0; i < LocalAccess.MAX_FAILURES; i++) {
      access.signIn("ann", password("wrong"));
    }
    assertThat(access.signIn("bob", password("other"))).isPresent();
  }

  @Test
  void aSuccessForgetsEarlierFailures() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < LocalAccess.MAX_FAILURES - 1; i++) {
        access.signIn("ann", password("wrong"));
      }
      assertThat(access.signIn("ann", password("right"))).isPresent();
    }
  }

  @Test
  void keepsThePasswordOfAnAccountThatIsThere() {
    access.ensureOwner(NORTH, "Ann", password("changed"));
    assertThat(access.signIn("ann", password("changed"))).isEmpty();
    assertThat(access.signIn("ann", password("right"))).isPresent();
  }

  @Test
  void aTokenStandsForItsTenantOnly() {
    access.ensureToken(NORTH, "ci", "token-of-north");
    access.ensureToken(SOUTH, "ci", "token-of-south");
    assertThat(access.byToken("token-of-north"))
        .contains(new SignedIn("north", Actor.Kind.TOKEN, "ci", Role.OWNER));
    assertThat(access.byToken("token-of-south").orElseThrow().tenant()).isEqualTo(SOUTH);
    assertThat(access.byToken("token-of-nobody")).isEmpty();
  }

  @Test
  void keepsTheFirstTokenOfAName() {
    access.ensureToken(NORTH, "ci", "first");
    access.ensureToken(NORTH, "ci", "second");
    assertThat(access.byToken("first")).isPresent();
    assertThat(access.byToken("second")).isEmpty();
  }

  @Test
  void keepsNeitherPasswordNorTokenInClear() throws SQLException {
    access.ensureToken(NORTH, "ci", "token-of-north");
    assertThat(database.value("select token_hash from tributary.api_token"))
        .hasSize(64)
        .doesNotContain("token-of-north");
    assertThat(database.value("select password_hash from tributary.account limit 1"))
        .startsWith("pbkdf2-sha512$")
        .doesNotContain("right");
  }
}
