package tributary.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Which TCP ports of this machine are free. */
final class Ports {
  /**
   * From here on Linux gives ports to outgoing connections; one of those may take a free port
   * before the server that it was found for listens there.
   */
  private static final int FIRST_OUTGOING = 32_768;

  private static final int FIRST_OF_OURS = 20_000;
  private static final int TRIES = 50;

  private Ports() {}

  /** The port to listen on for everybody: the one asked for, or any free one for 0. */
  static int requireFree(int port) {
    try {
      return port == 0 ? any(null) : bind(null, port);
    } catch (IOException taken) {
      if (port > 0 && port < 1024) {
        throw new Problem(
            "Port %d is taken by another program, or needs an administrator. Choose another with --port N."
                .formatted(port),
            taken);
      }
      throw new Problem(
          "Port %d is taken by another program. Choose another with --port N.".formatted(port),
          taken);
    }
  }

  /** The preferred port of the loopback address where it is free, otherwise any other. */
  static int loopback(int preferred) {
    try {
      return preferred == 0 ? any(loopback()) : bind(loopback(), preferred);
    } catch (IOException taken) {
      try {
        return any(loopback());
      } catch (IOException none) {
        none.addSuppressed(taken);
        throw new Problem("No free port is left on the loopback address.", none);
      }
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByName("127.0.0.1");
  }

  private static int any(InetAddress address) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try {
        return bind(address, ThreadLocalRandom.current().nextInt(FIRST_OF_OURS, FIRST_OUTGOING));
      } catch (IOException taken) {
        // another one may be free
      }
    }
    return bind(address, 0);
  }

  private static int bind(InetAddress address, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return socket.getLocalPort();
    }
  }
}
