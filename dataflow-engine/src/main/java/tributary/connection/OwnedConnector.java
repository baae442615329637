package tributary.connection;

import java.util.List;
import java.util.Optional;
import tributary.spi.CheckReport;
import tributary.spi.Connector;
import tributary.spi.Option;
import tributary.spi.Sink;
import tributary.spi.Source;
import tributary.spi.WebhookReceiver;

/** A connector with what was lent to it; both are given back together. */
final class OwnedConnector implements Connector {
  private final Connector inner;
  private final ScratchFolder scratch;

  OwnedConnector(Connector inner, ScratchFolder scratch) {
    this.inner = inner;
    this.scratch = scratch;
  }

  @Override
  public CheckReport check() throws InterruptedException {
    return inner.check();
  }

  @Override
  public List<Option> options(String fieldKey, String within) throws InterruptedException {
    return inner.options(fieldKey, within);
  }

  @Override
  public Optional<Source> source() {
    return inner.source();
  }

  @Override
  public Optional<Sink> sink() {
    return inner.sink();
  }

  @Override
  public Optional<WebhookReceiver> webhooks() {
    return inner.webhooks();
  }

  @Override
  public void close() {
    try (scratch) {
      inner.close();
    }
  }
}
