package tributary.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import tributary.spi.HttpTarget;
import tributary.spi.Network;

/** Makes clients of interfaces with the annotations of JAX-RS. Thread-safe. */
public interface AnnotatedClients {
  /** Makes a client. It must not follow redirects, nor make an exception of a status. */
  <T> T make(Class<T> api, Setting setting);

  /**
   * What a client is made with.
   *
   * @param target the server
   * @param tls keys and authorities; empty for the JDK's
   * @param proxy to go through
   */
  record Setting(HttpTarget target, Optional<SSLContext> tls, Optional<Network.Proxy> proxy) {
    /** Returns how long connecting may take. */
    public Duration connectLimit() {
      return target.connectLimit();
    }

    /** Returns how long the server may take for its answer. */
    public Duration answerLimit() {
      return target.answerLimit();
    }
  }
}
