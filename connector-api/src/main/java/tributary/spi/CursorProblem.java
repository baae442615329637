package tributary.spi;

/**
 * What can be wrong with a cursor.
 *
 * @since 3
 */
public enum CursorProblem implements ErrorCodeSupplier {
  /**
   * What changed since the cursor is no longer known. Thrown by {@link Source#plan} or while an
   * incremental read is under way, it makes the host read the table in full, in the same run, and
   * say so with the message's first sentence.
   */
  CURSOR_EXPIRED(ErrorKind.REMOTE_CONTRACT);

  private final ErrorKind kind;

  CursorProblem(ErrorKind kind) {
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
