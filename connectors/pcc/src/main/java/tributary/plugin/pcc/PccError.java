package tributary.plugin.pcc;

import tributary.spi.ErrorCode;
import tributary.spi.ErrorCodeSupplier;
import tributary.spi.ErrorKind;

/** What can go wrong between the connector and PointClickCare, beside the network. */
enum PccError implements ErrorCodeSupplier {
  ADDRESS_INVALID(ErrorKind.CONFIGURATION),
  /** A required setting is empty. */
  SETTING_MISSING(ErrorKind.CONFIGURATION),
  /** The gateway wants a client certificate and got none, or none it accepts. */
  CERTIFICATE_NOT_ACCEPTED(ErrorKind.CONFIGURATION),
  /** Client Id and Client Secret do not belong together. */
  CREDENTIALS_REFUSED(ErrorKind.CONFIGURATION),
  /** A token that was just given is refused. */
  TOKEN_REFUSED(ErrorKind.PERMISSION),
  APPLICATION_UNKNOWN(ErrorKind.CONFIGURATION),
  APPLICATION_NOT_ACTIVATED(ErrorKind.PERMISSION),
  ORGANIZATION_UNKNOWN(ErrorKind.CONFIGURATION),
  /** The facility filter names one that is not there. */
  FACILITY_UNKNOWN(ErrorKind.CONFIGURATION),
  NO_FACILITY(ErrorKind.PERMISSION),
  /** The application has no privilege for a resource. */
  RESOURCE_FORBIDDEN(ErrorKind.PERMISSION),
  /** What is asked for is gone. */
  NOT_FOUND(ErrorKind.REMOTE_CONTRACT),
  /** Too many requests; it may go on soon. */
  SLOW_DOWN(ErrorKind.LIMIT),
  /** The day's quota is spent, and the run waits. */
  QUOTA_SPENT(ErrorKind.LIMIT),
  /** The day's quota is spent, and the run ends. */
  QUOTA_ENDS_RUN(ErrorKind.PERMISSION),
  SERVER_FAILED(ErrorKind.TRANSIENT),
  /** Something answers that is not PointClickCare. */
  NOT_POINTCLICKCARE(ErrorKind.CONFIGURATION),
  /** The answer ends too early. */
  ANSWER_CUT_OFF(ErrorKind.TRANSIENT),
  /** The answer is not what it should be. */
  ANSWER_BROKEN(ErrorKind.REMOTE_CONTRACT),
  /** A parameter of ours is refused. */
  REQUEST_REFUSED(ErrorKind.REMOTE_CONTRACT),
  /** No events are sent to the address. */
  SUBSCRIPTION_REFUSED(ErrorKind.CONFIGURATION),
  TABLE_UNKNOWN(ErrorKind.CONFIGURATION);

  private final ErrorKind kind;

  PccError(ErrorKind kind) {
    this.kind = kind;
  }

  @Override
  public ErrorCode toErrorCode() {
    return new ErrorCode(name(), kind);
  }
}
