package tributary.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorKind;
import tributary.spi.Network;

class EgressRuleTest {
  private static final HostNetwork.Resolver LITERALS =
      host -> List.of(InetAddress.getAllByName(host));

  private static HostNetwork network(boolean allowPrivate, HostNetwork.Resolver resolver) {
    return new HostNetwork(new EgressRule(allowPrivate), new OneProxy(), resolver);
  }

  private static ConnectorException refusal(HostNetwork network, String address) {
    return catchThrowableOfType(
        ConnectorException.class, () -> network.requireAllowed(URI.create(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "100.127.255.255",
        "198.18.0.1",
        "[::1]",
        "[::]",
        "[fc00::1]",
        "[fdab::1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "2130706433"
      })
  void refusesPrivateAddressesUnlessTheInstallationAllowsThem(String host) {
    ConnectorException refusal = refusal(network(false, LITERALS), "https://" + host + "/");
    assertThat(refusal.code().kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(refusal)
        .hasMessageContaining("a private address")
        .hasMessageContaining("tributary.egress.private-addresses");
    assertThat(refusal(network(true, LITERALS), "https://" + host + "/")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]"
      })
  void neverReachesLinkLocalAddresses(String host) {
    assertThat(refusal(network(true, LITERALS), "http://" + host + "/"))
        .hasMessageContaining("link-local");
  }

  @ParameterizedTest
  @ValueSource(strings = {"224.0.0.1", "255.255.255.255", "[ff02::1]"})
  void neverReachesManyMachinesAtOnce(String host) {
    assertThat(refusal(network(true, LITERALS), "http://" + host + "/"))
        .hasMessageContaining("not the address of one machine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "52.216.1.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "[2600:1f00::1]"
      })
  void reachesPublicAddresses(String host) {
    assertThatCode(
            () -> network(false, LITERALS).requireAllowed(URI.create("https://" + host + "/")))
        .doesNotThrowAnyException();
  }

  @Test
  void looksAtEveryAddressOfAName() {
    HostNetwork network =
        network(
            false,
            host ->
                List.of(InetAddress.getByName("52.216.1.1"), InetAddress.getByName("10.0.0.1")));
    assertThat(refusal(network, "https://two.example")).hasMessageContaining("10.0.0.1");
  }

  @Test
  void leavesAnUnknownNameToTheConnectorsOwnAttempt() {
    HostNetwork network =
        network(
            false,
            host -> {
              throw new UnknownHostException(host);
            });
    assertThat(refusal(network, "https://nowhere.example")).isNull();
  }

  @Test
  void refusesAnAddressWithoutAHost() {
    assertThat(refusal(network(true, LITERALS), "mailto:ann")).hasMessageContaining("mailto:ann");
  }

  @Test
  void namesTheProxyOfTheInstallation() {
    assertThat(network(false, LITERALS).proxyFor(URI.create("https://far.example")))
        .contains(new Network.Proxy("proxy.example", 3128));
    assertThat(network(false, LITERALS).proxyFor(URI.create("https://near.example"))).isEmpty();
  }

  /** Sends "far" hosts through a proxy. */
  private static final class OneProxy extends ProxySelector {
    @Override
    public List<java.net.Proxy> select(URI uri) {
      return uri.getHost().startsWith("far")
          ? List.of(
              new java.net.Proxy(
                  java.net.Proxy.Type.HTTP,
                  InetSocketAddress.createUnresolved("proxy.example", 3128)))
          : List.of(java.net.Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
