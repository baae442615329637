package tributary.spi;

/** What can keep a request from its answer. The host says it in words for the person. */
public enum HttpProblem implements ErrorCodeSupplier {
  /** The host's name is unknown. */
  HOST_UNKNOWN(ErrorKind.TRANSIENT),
  /** Nothing listens there. */
  CONNECTION_REFUSED(ErrorKind.TRANSIENT),
  /** Connecting, or the answer, takes too long. */
  ANSWER_TIMEOUT(ErrorKind.TRANSIENT),
  /** The connection broke before the answer's end. */
  CONNECTION_LOST(ErrorKind.TRANSIENT),
  /** The server's certificate is of no authority that is trusted, or has expired. */
  SERVER_NOT_TRUSTED(ErrorKind.CONFIGURATION),
  /** The server's certificate is for another host. */
  SERVER_NAME_DIFFERS(ErrorKind.CONFIGURATION),
  /** The server refuses this side's certificate, or asks for one. */
  CERTIFICATE_REFUSED(ErrorKind.CONFIGURATION),
  /** The server does not speak TLS, or none that both sides know. */
  TLS_FAILED(ErrorKind.CONFIGURATION),
  /** The key material cannot be opened. */
  KEY_UNUSABLE(ErrorKind.CONFIGURATION),
  /** The trusted authorities are not certificates as PEM. */
  AUTHORITIES_UNUSABLE(ErrorKind.CONFIGURATION),
  /** The address is none for HTTP. */
  ADDRESS_INVALID(ErrorKind.CONFIGURATION);

  private final ErrorKind kind;

  HttpProblem(ErrorKind kind) {
    this.kind = kind;
  }

  /** Returns whether a failure is this one. */
  public boolean is(ConnectorException failure) {
    return failure.code().equals(toErrorCode());
  }

  @Override
  public ErrorCode toErrorCode() {
    return new ErrorCode(name(), kind);
  }
}
