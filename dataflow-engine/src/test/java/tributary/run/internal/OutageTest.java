package tributary.run.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import tributary.landing.LandingException;

class OutageTest {
  @Test
  void knowsALostConnectionHoweverDeepItIsWrapped() {
    assertThat(
            Outage.causes(
                new PersistenceException(new RuntimeException(new SQLException("gone", "57P01")))))
        .isTrue();
    assertThat(Outage.causes(new PersistenceException(new SQLException("gone", "08006")))).isTrue();
    assertThat(
            Outage.causes(
                new LandingException(LandingException.Kind.CONNECTION_LOST, "08006", "gone")))
        .isTrue();
  }

  @Test
  void takesAPoolThatCannotConnectForAnOutage() {
    assertThat(Outage.causes(new PersistenceException(new SQLException("allocating")))).isTrue();
  }

  @Test
  void leavesOtherFailuresWhatTheyAre() {
    assertThat(Outage.causes(new PersistenceException(new SQLException("twice", "23505"))))
        .isFalse();
    assertThat(
            Outage.causes(
                new LandingException(
                    LandingException.Kind.DISK_FULL, "53100", "The disk is full.")))
        .isFalse();
    assertThat(Outage.causes(new IllegalStateException("a fault"))).isFalse();
  }
}
