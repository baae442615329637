package tributary.plugin.dynamics.odata;

import tributary.spi.ErrorCode;
import tributary.spi.ErrorCodeSupplier;
import tributary.spi.ErrorKind;

/** What can go wrong between the connector and an OData service, beside the network. */
public enum ODataError implements ErrorCodeSupplier {
  ADDRESS_INVALID(ErrorKind.CONFIGURATION),
  /** A required setting is empty. */
  SETTING_MISSING(ErrorKind.CONFIGURATION),
  /** Name and password, or client and secret, do not belong together. */
  CREDENTIALS_REFUSED(ErrorKind.CONFIGURATION),
  /** A second factor is demanded of the user. */
  SECOND_FACTOR_DEMANDED(ErrorKind.PERMISSION),
  /** Nobody has consented that the application may act. */
  CONSENT_MISSING(ErrorKind.PERMISSION),
  TENANT_UNKNOWN(ErrorKind.CONFIGURATION),
  APPLICATION_UNKNOWN(ErrorKind.CONFIGURATION),
  /** The place to sign in at is none that is known. */
  AUTHORITY_UNKNOWN(ErrorKind.CONFIGURATION),
  /** A token that was just given is refused. */
  TOKEN_REFUSED(ErrorKind.PERMISSION),
  /** Who signs in has no place in the organization. */
  NOT_A_MEMBER(ErrorKind.PERMISSION),
  /** The right to read a table is missing. */
  TABLE_FORBIDDEN(ErrorKind.PERMISSION),
  TABLE_UNKNOWN(ErrorKind.REMOTE_CONTRACT),
  /** A column went while the table was read. */
  COLUMN_GONE(ErrorKind.REMOTE_CONTRACT),
  /** Something answers that is no such service. */
  NOT_THE_SERVICE(ErrorKind.CONFIGURATION),
  /** A link leads to another host. */
  LINK_ELSEWHERE(ErrorKind.REMOTE_CONTRACT),
  /** What changed since the cursor is no longer known: only a full read helps. */
  CURSOR_EXPIRED(ErrorKind.REMOTE_CONTRACT),
  /** A page is another one than when its beginning was read. */
  PAGE_CHANGED(ErrorKind.REMOTE_CONTRACT),
  /** The metadata is not what it should be. */
  METADATA_BROKEN(ErrorKind.REMOTE_CONTRACT),
  /** Too many requests for longer than it pays to wait. */
  SLOW_DOWN(ErrorKind.LIMIT),
  /** More rows than the service counts. */
  TOO_MANY_TO_COUNT(ErrorKind.LIMIT),
  /** The service took too long over a page. */
  QUERY_TIMEOUT(ErrorKind.TRANSIENT),
  SERVER_FAILED(ErrorKind.TRANSIENT),
  /** The answer ends too early. */
  ANSWER_CUT_OFF(ErrorKind.TRANSIENT),
  /** The answer is not what it should be. */
  ANSWER_BROKEN(ErrorKind.REMOTE_CONTRACT),
  /** A question of ours is refused. */
  REQUEST_REFUSED(ErrorKind.REMOTE_CONTRACT);

  private final ErrorKind kind;

  ODataError(ErrorKind kind) {
    this.kind = kind;
  }

  /** Returns whether a failure is this one. */
  public boolean is(tributary.spi.ConnectorException failure) {
    return failure.code().equals(toErrorCode());
  }

  @Override
  public ErrorCode toErrorCode() {
    return new ErrorCode(name(), kind);
  }
}
