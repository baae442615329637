package tributary.plugin.s3;

import tributary.spi.ErrorCode;
import tributary.spi.ErrorCodeSupplier;
import tributary.spi.ErrorKind;

/** What can go wrong between the connector and the server. */
enum S3Problem implements ErrorCodeSupplier {
  /** The endpoint is not an address. */
  ENDPOINT_INVALID(ErrorKind.CONFIGURATION, Stage.REACH),
  /** The region is not a region's code. */
  REGION_INVALID(ErrorKind.CONFIGURATION, Stage.REACH),
  /** The endpoint's name is unknown. */
  ENDPOINT_UNKNOWN(ErrorKind.TRANSIENT, Stage.REACH),
  /** Nothing listens at the endpoint. */
  ENDPOINT_REFUSED(ErrorKind.TRANSIENT, Stage.REACH),
  /** The endpoint does not answer in time. */
  ENDPOINT_TIMEOUT(ErrorKind.TRANSIENT, Stage.REACH),
  /** The endpoint's certificate or protocol is not trusted. */
  ENDPOINT_TLS(ErrorKind.CONFIGURATION, Stage.REACH),
  /** Something answers that does not speak S3. */
  ENDPOINT_NOT_S3(ErrorKind.CONFIGURATION, Stage.REACH),
  /** The connection broke. */
  CONNECTION_LOST(ErrorKind.TRANSIENT, Stage.REACH),
  /** The server asks to slow down. */
  SLOW_DOWN(ErrorKind.TRANSIENT, Stage.REACH),
  /** The server has a fault of its own. */
  SERVER_FAILED(ErrorKind.TRANSIENT, Stage.REACH),
  /** No credentials are there to sign in with. */
  CREDENTIALS_MISSING(ErrorKind.CONFIGURATION, Stage.SIGN_IN),
  /** The access key ID is unknown. */
  ACCESS_KEY_UNKNOWN(ErrorKind.CONFIGURATION, Stage.SIGN_IN),
  /** The secret does not belong to the access key ID. */
  SECRET_KEY_WRONG(ErrorKind.CONFIGURATION, Stage.SIGN_IN),
  /** A temporary credential is over. */
  CREDENTIALS_EXPIRED(ErrorKind.CONFIGURATION, Stage.SIGN_IN),
  /** This machine's clock is too far off to sign. */
  CLOCK_WRONG(ErrorKind.CONFIGURATION, Stage.SIGN_IN),
  /** No bucket is chosen. */
  BUCKET_MISSING(ErrorKind.CONFIGURATION, Stage.BUCKET),
  /** The name cannot be a bucket's. */
  BUCKET_INVALID(ErrorKind.CONFIGURATION, Stage.BUCKET),
  /** There is no such bucket. */
  BUCKET_NOT_FOUND(ErrorKind.CONFIGURATION, Stage.BUCKET),
  /** The bucket is in another region. */
  WRONG_REGION(ErrorKind.CONFIGURATION, Stage.BUCKET),
  /** The keys may not list buckets. */
  LIST_BUCKETS_DENIED(ErrorKind.PERMISSION, Stage.BUCKET),
  /** The keys may not list the bucket. */
  LIST_DENIED(ErrorKind.PERMISSION, Stage.LIST),
  /** The folder holds no files. */
  EMPTY_FOLDER(ErrorKind.CONFIGURATION, Stage.LIST),
  /** The keys may not read the object. */
  READ_DENIED(ErrorKind.PERMISSION, Stage.READ),
  /** The object is in an archive and must be restored first. */
  OBJECT_ARCHIVED(ErrorKind.CONFIGURATION, Stage.READ),
  /** The object is gone. */
  OBJECT_VANISHED(ErrorKind.REMOTE_CONTRACT, Stage.READ),
  /** The object has other content than when the read was planned. */
  OBJECT_CHANGED(ErrorKind.REMOTE_CONTRACT, Stage.READ),
  /** The server answered what it should not. */
  UNEXPECTED_ANSWER(ErrorKind.REMOTE_CONTRACT, Stage.REACH);

  /** The step of a check at which a problem shows. */
  enum Stage {
    REACH("Reach the endpoint"),
    SIGN_IN("Sign in"),
    BUCKET("Find the bucket"),
    LIST("List the folder"),
    READ("Read a file");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final ErrorKind kind;
  private final Stage stage;

  S3Problem(ErrorKind kind, Stage stage) {
    this.kind = kind;
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }

  @Override
  public ErrorCode toErrorCode() {
    return new ErrorCode(name(), kind);
  }
}
