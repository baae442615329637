package tributary.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which TCP ports of this machine are free. */
final class Ports {
  private Ports() {}

  /** The port to listen on for everybody: the one asked for, or any free one for 0. */
  static int requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return socket.getLocalPort();
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
      return bindLoopback(preferred);
    } catch (IOException taken) {
      try {
        return bindLoopback(0);
      } catch (IOException none) {
        none.addSuppressed(taken);
        throw new Problem("No free port is left on the loopback address.", none);
      }
    }
  }

  private static int bindLoopback(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return socket.getLocalPort();
    }
  }
}
