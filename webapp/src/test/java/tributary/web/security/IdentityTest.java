package tributary.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.access.SignedIn;
import tributary.access.SignedIn.Role;
import tributary.problem.Refusal;
import tributary.tenant.Actor;

class IdentityTest {
  @ParameterizedTest
  @CsvSource({
    "OWNER, VIEWER, true",
    "OWNER, OWNER, true",
    "EDITOR, OPERATOR, true",
    "EDITOR, OWNER, false",
    "OPERATOR, EDITOR, false",
    "VIEWER, VIEWER, true",
    "VIEWER, OPERATOR, false"
  })
  void aRoleCoversItselfAndTheOnesAfterIt(Role has, Role needed, boolean covers) {
    assertThat(Identity.covers(has, needed)).isEqualTo(covers);
  }

  @Test
  void saysWhoIsRefusedWhatAndWhomToAsk() {
    Refusal refusal =
        Identity.forbidden(
            new SignedIn("sunrise", Actor.Kind.PERSON, "kim", Role.VIEWER), Role.OPERATOR);

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    assertThat(refusal)
        .hasMessage(
            "kim is Viewer in sunrise; this needs Operator. Ask an Owner of sunrise for that role.");
  }
}
