package tributary.sandbox.pcc;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How to serve.
 *
 * @param directory where the certificates are kept
 * @param port of the API, 0 for any free one
 * @param controlPort of the plain control API, 0 for any free one
 * @param clock the time on the wall; certificates, tokens and quotas go by it
 * @param seed what everything invented depends on
 * @param facilities 1 to 200
 * @param patients up to 100000
 * @param tokenLife how long a token is good for
 * @param dailyQuota calls a day
 * @param perSecond calls a second, 0 for any number
 */
public record PccSettings(
    Path directory,
    int port,
    int controlPort,
    Clock clock,
    long seed,
    int facilities,
    int patients,
    Duration tokenLife,
    long dailyQuota,
    int perSecond) {
  /** Three facilities with 500 patients, tokens for two hours, a quota that nobody reaches. */
  public static PccSettings in(Path directory, Clock clock) {
    return new PccSettings(
        directory, 0, 0, clock, 20_260_101, 3, 500, Duration.ofHours(2), 10_000_000, 0);
  }

  public PccSettings withPorts(int newPort, int newControlPort) {
    return new PccSettings(
        directory,
        newPort,
        newControlPort,
        clock,
        seed,
        facilities,
        patients,
        tokenLife,
        dailyQuota,
        perSecond);
  }

  public PccSettings withPopulation(int newFacilities, int newPatients) {
    return new PccSettings(
        directory,
        port,
        controlPort,
        clock,
        seed,
        newFacilities,
        newPatients,
        tokenLife,
        dailyQuota,
        perSecond);
  }

  public PccSettings withQuota(long newDailyQuota, int newPerSecond) {
    return new PccSettings(
        directory,
        port,
        controlPort,
        clock,
        seed,
        facilities,
        patients,
        tokenLife,
        newDailyQuota,
        newPerSecond);
  }
}
