package tributary.run.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tributary.run.internal.Turns.Place;
import tributary.run.internal.Turns.Turn;

class TurnsTest {
  private static final RunLimits LIMITS = new RunLimits(3, 2);

  private final List<Place> places = new ArrayList<>();
  private long served;

  @Test
  void letsAsManyRunsOfATenantBeginAsTheLimitSaysAndTellsTheOthers() {
    for (int i = 0; i < 5; i++) {
      asked("oak", "c" + i);
    }
    assertThat(turns(Optional.empty()))
        .extracting(Turn::stands, Turn::waits)
        .containsExactlyInAnyOrder(
            tuple(true, ""),
            tuple(true, ""),
            tuple(true, ""),
            tuple(false, "Waits: 3 runs of this tenant are running."),
            tuple(false, "Waits: 3 runs of this tenant are running."));
  }

  @Test
  void aLimitOfOneIsToldInTheSingular() {
    place("oak", "c1", true, true, true, false);
    asked("oak", "c1");
    assertThat(Turns.of(places, new RunLimits(1, 1), Optional.empty()))
        .extracting(Turn::waits)
        .containsExactly("Waits: a run of this tenant is running.");
    assertThat(Turns.of(places, new RunLimits(2, 1), Optional.empty()))
        .extracting(Turn::waits)
        .containsExactly("Waits: a run reads from the same connection.");
  }

  @Test
  void runsOfTheSameConnectionWaitAndOthersOfTheTenantPassThem() {
    asked("oak", "same");
    asked("oak", "same");
    UUID third = asked("oak", "same");
    UUID other = asked("oak", "other");
    assertThat(turns(Optional.empty()))
        .extracting(Turn::run, Turn::stands, Turn::waits)
        .contains(
            tuple(third, false, "Waits: 2 runs read from the same connection."),
            tuple(other, true, ""));
  }

  @Test
  void aTenantWithFewerRunsBeforeItComesFirst() {
    place("oak", "c1", true, true, true, false);
    place("oak", "c2", true, true, true, false);
    UUID third = asked("oak", "c3");
    UUID fourth = asked("oak", "c4");
    UUID single = asked("elm", "c1");
    assertThat(
            Turns.of(places, new RunLimits(9, 9), Optional.empty()).stream()
                .sorted(Comparator.comparing(Turn::priority).reversed())
                .map(Turn::run))
        .containsExactly(single, third, fourth);
  }

  @Test
  void ofTenantsWithEquallyManyTheOneWithoutATurnForLongerComesFirst() {
    served = 2_000;
    UUID lately = asked("oak", "c1");
    served = 1_000;
    UUID longAgo = asked("elm", "c1");
    served = 0;
    UUID never = asked("ash", "c1");
    assertThat(
            turns(Optional.empty()).stream()
                .sorted(Comparator.comparing(Turn::priority).reversed())
                .map(Turn::run))
        .containsExactly(never, longAgo, lately);
  }

  @Test
  void aClosedGateKeepsImportsButNoRollback() {
    asked("oak", "c1");
    place("oak", "c1", false, false, false, false);
    assertThat(turns(Optional.of("Waits: the disk is nearly full.")))
        .extracting(Turn::stands, Turn::priority, Turn::waits)
        .containsExactly(
            tuple(false, 0, "Waits: the disk is nearly full."), tuple(true, Turns.AT_ONCE, ""));
  }

  @Test
  void aRunThatHadBegunGoesOnWhateverTheLimits() {
    for (int i = 0; i < 4; i++) {
      place("oak", "c1", true, true, false, false);
    }
    assertThat(turns(Optional.of("Waits: the disk is nearly full.")))
        .extracting(Turn::stands)
        .containsOnly(true);
  }

  @Test
  void whoStandsThereForLongIsToldThatNoWorkerIsFree() {
    places.add(new Place(UUID.randomUUID(), "oak", "c1", true, false, true, false, 0, true));
    assertThat(turns(Optional.empty()))
        .extracting(Turn::waits)
        .containsExactly("Waits for a worker: all are busy with other runs.");
  }

  @Test
  void limitsOfNothingAreRefused() {
    assertThatThrownBy(() -> new RunLimits(0, 2))
        .hasMessage(
            "tributary.run.per-tenant and tributary.run.per-connection are 1 or more, not 0 and 2");
  }

  private List<Turn> turns(Optional<String> closed) {
    return Turns.of(places, LIMITS, closed);
  }

  private UUID asked(String tenant, String connection) {
    return place(tenant, connection, true, false, false, false);
  }

  private UUID place(
      String tenant,
      String connection,
      boolean reads,
      boolean begun,
      boolean picked,
      boolean overdue) {
    UUID run = UUID.randomUUID();
    places.add(
        new Place(run, tenant, tenant + connection, reads, begun, picked, picked, served, overdue));
    return run;
  }
}
