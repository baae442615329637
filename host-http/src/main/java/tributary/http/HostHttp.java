package tributary.http;

import java.util.concurrent.ExecutorService;
import tributary.spi.Http;
import tributary.spi.HttpLine;
import tributary.spi.HttpTarget;
import tributary.spi.Network;

/** Opens lines that keep to the host's network rules. Thread-safe. */
public final class HostHttp implements Http {
  private final Network network;
  private final AnnotatedClients clients;
  private final ExecutorService threads;

  /**
   * @param network the rules
   * @param clients makes clients of annotated interfaces
   * @param threads what requests run on; as many at a time as there are requests
   */
  public HostHttp(Network network, AnnotatedClients clients, ExecutorService threads) {
    this.network = network;
    this.clients = clients;
    this.threads = threads;
  }

  @Override
  public HttpLine open(HttpTarget target) {
    return new Line(target, network, clients, threads);
  }
}
