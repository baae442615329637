package tributary.web.wiring;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import tributary.connection.HttpPort;
import tributary.http.HostHttp;
import tributary.spi.Http;
import tributary.spi.Network;

/** HTTP for connectors, on the server's threads and by its MicroProfile Rest Client. */
@ApplicationScoped
class ConnectorHttp implements HttpPort {
  /** What the client would tell of each byte sent and received: tokens and patients' data. */
  private static final List<Logger> TELLTALES =
      Stream.of("wire", "headers")
          .map(name -> Logger.getLogger("org.apache.hc.client5.http." + name))
          .toList();

  @Resource private ManagedThreadFactory factory;

  private ExecutorService threads;

  @Override
  public Http within(Network network) {
    return new HostHttp(network, new RestClients(), threads());
  }

  private synchronized ExecutorService threads() {
    if (threads == null) {
      // a request holds a thread only while there is something to do for it; the number of requests
      // is held by the workers' limits
      TELLTALES.forEach(logger -> logger.setLevel(Level.OFF));
      threads = Executors.newCachedThreadPool(factory);
    }
    return threads;
  }

  @PreDestroy
  synchronized void stop() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
