package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void saysThatThePortIsTakenAndHowToChooseAnother() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> Ports.requireFree(port))
          .isInstanceOf(Problem.class)
          .hasMessage(
              "Port %d is taken by another program. Choose another with --port N.".formatted(port));
    }
  }

  @Test
  void findsAnyFreePortForZero() {
    // from 32,768 on, an outgoing connection may be given the port before the server listens
    assertThat(Ports.requireFree(0)).isBetween(20_000, 32_767);
    assertThat(Ports.loopback(0)).isBetween(20_000, 32_767);
  }

  @Test
  void keepsThePreferredLoopbackPortUnlessItIsTaken() throws IOException {
    int preferred = Ports.loopback(0);
    assertThat(Ports.loopback(preferred)).isEqualTo(preferred);

    try (ServerSocket other = new ServerSocket(preferred, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(Ports.loopback(preferred)).isNotEqualTo(other.getLocalPort()).isPositive();
    }
  }
}
