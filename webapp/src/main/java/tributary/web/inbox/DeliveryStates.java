package tributary.web.inbox;

import java.util.Arrays;
import java.util.Optional;
import tributary.inbox.DeliveryState;

/** States of events as addresses name them. */
final class DeliveryStates {
  private DeliveryStates() {}

  /** Returns the state of this name, in any case; empty for all and for what there is not. */
  static Optional<DeliveryState> named(String name) {
    return Arrays.stream(DeliveryState.values())
        .filter(state -> state.name().equalsIgnoreCase(name))
        .findFirst();
  }
}
