package tributary.web.telemetry;

import tributary.landing.LandingException;
import tributary.problem.Refusal;
import tributary.spi.ConnectorException;

/** Failures as programs know them. */
final class FailureCode {
  private FailureCode() {}

  /** Returns a failure's code, in capitals and underscores; never its words. */
  static String of(Throwable failure) {
    if (failure instanceof ConnectorException connector) {
      return connector.code().name();
    }
    if (failure instanceof LandingException landing) {
      return landing.kind().name();
    }
    if (failure instanceof Refusal refusal) {
      return refusal.code();
    }
    return failure instanceof InterruptedException ? "INTERRUPTED" : "UNEXPECTED";
  }
}
