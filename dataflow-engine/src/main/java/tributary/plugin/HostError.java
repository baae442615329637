package tributary.plugin;

import tributary.spi.ErrorCode;
import tributary.spi.ErrorCodeSupplier;
import tributary.spi.ErrorKind;

/** What the host says of a plugin that misbehaves. */
enum HostError implements ErrorCodeSupplier {
  /** It threw what the contract does not know. */
  CONNECTOR_BUG(ErrorKind.BUG),
  /** It did not answer in time. */
  CONNECTOR_TIMEOUT(ErrorKind.TRANSIENT),
  /** All its threads are taken by calls that have not ended. */
  CONNECTOR_BUSY(ErrorKind.TRANSIENT);

  private final ErrorKind kind;

  HostError(ErrorKind kind) {
    this.kind = kind;
  }

  @Override
  public ErrorCode toErrorCode() {
    return new ErrorCode(name(), kind);
  }
}
