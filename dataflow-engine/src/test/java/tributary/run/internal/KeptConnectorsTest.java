package tributary.run.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tributary.spi.CheckReport;
import tributary.spi.Connector;
import tributary.spi.Source;
import tributary.tenant.TenantId;

class KeptConnectorsTest {
  private static final TenantId TENANT = new TenantId("alder");
  private static final UUID FLOW = UUID.randomUUID();

  private final List<Opened> opened = new ArrayList<>();
  private long now;
  private final KeptConnectors connectors = new KeptConnectors((tenant, flow) -> open(), () -> now);

  private static final class Opened implements Connector {
    private int closed;

    @Override
    public CheckReport check() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Source> source() {
      return Optional.empty();
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private Connector open() {
    Opened one = new Opened();
    opened.add(one);
    return one;
  }

  private KeptConnectors.Lent lend(UUID flow, long version, boolean few) {
    return connectors.lend(TENANT, flow, version, few);
  }

  private void use(UUID flow, long version, boolean few) {
    try (KeptConnectors.Lent one = lend(flow, version, few)) {
      one.giveBack();
    }
  }

  private List<Integer> closed() {
    return opened.stream().map(one -> one.closed).toList();
  }

  @Test
  void theNextRunOnEventsHasTheSameConnector() {
    use(FLOW, 1, true);
    use(FLOW, 1, true);
    assertThat(closed()).containsExactly(0);
    use(UUID.randomUUID(), 1, true);
    assertThat(closed()).as("another dataflow has its own").containsExactly(0, 0);
    connectors.closeAll();
    assertThat(closed()).containsExactly(1, 1);
  }

  @Test
  void twoRunsAtATimeHaveEachTheirOwn() {
    KeptConnectors.Lent one = lend(FLOW, 1, true);
    KeptConnectors.Lent other = lend(FLOW, 1, true);
    assertThat(one.connector()).isNotSameAs(other.connector());
    one.giveBack();
    other.giveBack();
    one.close();
    other.close();
    assertThat(closed()).as("one of them is enough").containsExactly(1, 0);
  }

  @Test
  void aRunThatFailsLeavesNothing() {
    lend(FLOW, 1, true).close();
    assertThat(closed()).containsExactly(1);
    use(FLOW, 1, true);
    assertThat(opened).hasSize(2);
  }

  @Test
  void aRunOfWholeTablesOpensAndClosesItsOwn() {
    use(FLOW, 1, true);
    use(FLOW, 1, false);
    assertThat(closed()).containsExactly(0, 1);
  }

  @Test
  void changedSettingsAreReadWithANewConnector() {
    use(FLOW, 1, true);
    use(FLOW, 2, true);
    assertThat(closed()).containsExactly(1, 0);
  }

  @Test
  void isClosedWhenNobodyUsesItOrItIsOld() {
    use(FLOW, 1, true);
    now += KeptConnectors.IDLE.toNanos();
    connectors.closeOld();
    assertThat(closed()).containsExactly(0);
    now++;
    connectors.closeOld();
    assertThat(closed()).containsExactly(1);

    long began = now;
    while (now - began <= KeptConnectors.LIFE.toNanos()) {
      use(FLOW, 1, true);
      now += KeptConnectors.IDLE.toNanos();
    }
    connectors.closeOld();
    assertThat(closed()).as("however often it is used").containsExactly(1, 1);
  }

  @Test
  void onesThatAreUsedTooLongAreNotKept() {
    KeptConnectors.Lent one = lend(FLOW, 1, true);
    now += KeptConnectors.LIFE.toNanos() + 1;
    one.giveBack();
    one.close();
    assertThat(closed()).containsExactly(1);
  }

  @Test
  void theOldestMakesRoom() {
    for (int i = 0; i <= KeptConnectors.MOST; i++) {
      use(new UUID(0, i), 1, true);
    }
    assertThat(closed().get(0)).isEqualTo(1);
    assertThat(closed().subList(1, opened.size())).containsOnly(0);
  }
}
