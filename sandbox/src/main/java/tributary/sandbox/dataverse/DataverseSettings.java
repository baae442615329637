package tributary.sandbox.dataverse;

import java.time.Clock;
import java.time.Duration;

/**
 * How to serve.
 *
 * @param port of the service and its authority, 0 for any free one
 * @param controlPort of the levers, 0 for any free one
 * @param clock the time on the wall
 * @param accounts rows of the largest table, up to a million; the others follow
 * @param moreTables tables beside the known ones, up to 2000
 * @param tokenLife how long a token is good for
 */
public record DataverseSettings(
    int port, int controlPort, Clock clock, int accounts, int moreTables, Duration tokenLife) {
  /** A thousand accounts, the known tables, tokens for an hour. */
  public static DataverseSettings usual(Clock clock) {
    return new DataverseSettings(0, 0, clock, 1_000, 0, Duration.ofHours(1));
  }

  public DataverseSettings withPorts(int newPort, int newControlPort) {
    return new DataverseSettings(newPort, newControlPort, clock, accounts, moreTables, tokenLife);
  }

  public DataverseSettings withSize(int newAccounts, int newMoreTables) {
    return new DataverseSettings(port, controlPort, clock, newAccounts, newMoreTables, tokenLife);
  }
}
