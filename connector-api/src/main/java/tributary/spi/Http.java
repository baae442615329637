package tributary.spi;

/**
 * HTTP as the host speaks it for connectors: with its proxy, its rules for outgoing connections,
 * its time limits and its pacing. Thread-safe.
 */
public interface Http {
  /**
   * Makes a line to one server. Connects to nothing yet: an address that may not be reached, and a
   * key that cannot be used, are refused at the first request.
   */
  HttpLine open(HttpTarget target);
}
