package tributary.web.wiring;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import tributary.connection.HttpPort;
import tributary.http.HostHttp;
import tributary.spi.Http;
import tributary.spi.Network;

/** HTTP for connectors, on the server's threads and by its MicroProfile Rest Client. */
@ApplicationScoped
class ConnectorHttp implements HttpPort {
  /** At its finer levels the client tells of addresses, tokens and patients' data. */
  private static final Logger OF_THE_CLIENT = Logger.getLogger("org.apache.hc");

  @Resource private ManagedThreadFactory factory;

  private ExecutorService threads;

  @Override
  public Http within(Network network) {
    return new HostHttp(network, new RestClients(), threads());
  }

  private synchronized ExecutorService threads() {
    if (threads == null) {
      // a request holds a thread while it is on its way; how many there are at a time, the limits
      // of workers and readers say
      OF_THE_CLIENT.setLevel(Level.OFF);
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
