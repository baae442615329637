package tributary.connection;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which addresses connectors may reach. The link-local ones, where clouds serve their credentials,
 * are never reached; private ones only where the installation allows them.
 */
final class EgressRule {
  private static final byte[] EC2_METADATA_IPV6 = {
    (byte) 0xfd, 0x00, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54
  };

  private final boolean allowPrivate;

  EgressRule(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /**
   * Returns why the address may not be reached and what to do, in words that go on after “… is”;
   * empty: it may.
   */
  Optional<String> refusal(InetAddress address) {
    InetAddress real = unwrapped(address);
    if (real.isLinkLocalAddress() || Arrays.equals(real.getAddress(), EC2_METADATA_IPV6)) {
      return Optional.of(
          "a link-local address, which connectors never reach. Enter another address.");
    }
    if (real.isMulticastAddress() || isBroadcast(real)) {
      return Optional.of("not the address of one machine. Enter another address.");
    }
    if (!allowPrivate && isPrivate(real)) {
      return Optional.of(
          "a private address, which this installation does not let connectors reach. Enter another"
              + " address, or ask the operator to set tributary.egress.private-addresses to allow.");
    }
    return Optional.empty();
  }

  private static boolean isPrivate(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isSiteLocalAddress()
        || (address instanceof Inet4Address four && isPrivate(four.getAddress()))
        || (address instanceof Inet6Address six && (six.getAddress()[0] & 0xfe) == 0xfc);
  }

  private static boolean isPrivate(byte[] four) {
    int first = four[0] & 0xff;
    int second = four[1] & 0xff;
    return first == 0 // "this network"; reaches the machine itself on Linux
        || (first == 100 && (second & 0xc0) == 64) // between carriers and their customers
        || (first == 192 && second == 0 && four[2] == 0)
        || (first == 198 && (second & 0xfe) == 18);
  }

  private static boolean isBroadcast(InetAddress address) {
    return address instanceof Inet4Address && (address.getAddress()[0] & 0xf0) == 0xf0;
  }

  /** Returns the IPv4 address inside an IPv6 address of a translation prefix. */
  private static InetAddress unwrapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 16) {
      return address;
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return four(bytes, 2);
    }
    boolean translated =
        bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
    boolean compatible = allZero(bytes, 12) && !allZero(bytes, 15);
    return translated || compatible ? four(bytes, 12) : address;
  }

  private static boolean allZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress four(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are always an address", e);
    }
  }
}
