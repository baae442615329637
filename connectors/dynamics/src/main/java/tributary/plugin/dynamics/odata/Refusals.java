package tributary.plugin.dynamics.odata;

import tributary.spi.ConnectorException;

/** Puts what a service refuses into words for the person. */
public interface Refusals {
  /** Returns the service's name, to begin a sentence with. */
  String service();

  /**
   * Returns why there is no good answer.
   *
   * @param status of the answer
   * @param body its beginning
   * @param what was asked for, in words
   */
  ConnectorException refusal(int status, String body, String what);

  /** Returns that something answers, but not as the service does. */
  ConnectorException notTheService();
}
