package tributary.plugin.s3;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import tributary.plugin.s3.S3Problem.Stage;
import tributary.spi.ConnectorException;

/** Turns the server's refusals, and what the SDK makes of them, into words for the person. */
final class S3Failures {
  private static final Pattern EXPECTED_REGION = Pattern.compile("expecting '([a-z0-9-]+)'");

  /** The names of S3's elements begin with a capital; a page of HTML may be cut short as well. */
  private static final Pattern S3_ENDS_EARLY =
      Pattern.compile(
          "Unexpected EOF(?! in prolog)(?!.*<[a-z])"
              // the same in the words of the JDK's parser
              + "|must start and end within the same entity|A pseudo attribute name is expected"
              + "|must be terminated by the matching end-tag \"</[A-Z]");

  private final S3Settings settings;

  S3Failures(S3Settings settings) {
    this.settings = settings;
  }

  /**
   * What was being done.
   *
   * @param stage listing buckets (BUCKET), listing a folder (LIST) or reading an object (READ)
   * @param key the object, for READ
   */
  record Doing(Stage stage, String key) {
    static final Doing LISTING_BUCKETS = new Doing(Stage.BUCKET, "");
    static final Doing LISTING = new Doing(Stage.LIST, "");

    static Doing reading(String key) {
      return new Doing(Stage.READ, key);
    }
  }

  /** Returns the failure to throw in place of the SDK's. */
  ConnectorException translate(SdkException failure, Doing doing) {
    return failure instanceof AwsServiceException answer
        ? answered(answer, doing)
        : notAnswered(failure);
  }

  private ConnectorException answered(AwsServiceException answer, Doing doing) {
    int status = answer.statusCode();
    String code = code(answer);
    Optional<String> region = region(answer);
    boolean elsewhere = region.isPresent() && !region.get().equals(settings.region());
    return switch (code) {
      case "InvalidAccessKeyId" ->
          field(
              S3Settings.ACCESS_KEY_ID,
              S3Problem.ACCESS_KEY_UNKNOWN,
              "The server does not know this access key ID. Check it, or make a new access key.",
              answer);
      case "SignatureDoesNotMatch" ->
          field(
              S3Settings.SECRET_ACCESS_KEY,
              S3Problem.SECRET_KEY_WRONG,
              "The secret access key does not belong to this access key ID. Type it again.",
              answer);
      case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
          field(
              S3Settings.AUTHENTICATION,
              S3Problem.CREDENTIALS_EXPIRED,
              "The credentials have expired. Renew them, or sign in with an access key.",
              answer);
      case "RequestTimeTooSkewed" ->
          plain(
              S3Problem.CLOCK_WRONG,
              "The server refuses the signature because this machine's clock is wrong. Set the"
                  + " clock.",
              answer);
      case "NoSuchBucket" -> noBucket(answer);
      case "InvalidBucketName" -> notABucket(answer);
      case "NoSuchKey" -> vanished(doing.key(), answer);
      case "PreconditionFailed" -> changed(doing.key(), answer);
      case "InvalidObjectState" ->
          plain(
              S3Problem.OBJECT_ARCHIVED,
              doing.key() + " is in an archive storage class. Restore it in S3, then run again.",
              answer);
      case "AuthorizationHeaderMalformed",
          "PermanentRedirect",
          "TemporaryRedirect",
          "IllegalLocationConstraintException" ->
          wrongRegion(region, answer);
      case "SlowDown",
          "ServiceUnavailable",
          "RequestLimitExceeded",
          "ThrottlingException",
          "TooManyRequests" ->
          busy(answer);
      default -> byStatus(status, elsewhere ? region : Optional.empty(), code, answer, doing);
    };
  }

  private ConnectorException byStatus(
      int status,
      Optional<String> otherRegion,
      String code,
      AwsServiceException answer,
      Doing doing) {
    if (otherRegion.isPresent() && (status == 301 || status == 307 || status == 400)) {
      return wrongRegion(otherRegion, answer);
    }
    return switch (status) {
      case 301, 302, 307, 308 ->
          code.isEmpty() ? notS3(answer) : wrongRegion(Optional.empty(), answer);
      case 401, 403 -> denied(answer, doing);
      case 404 ->
          doing.stage() == Stage.READ
              ? vanished(doing.key(), answer)
              : code.isEmpty() ? notS3(answer) : noBucket(answer);
      case 412 -> changed(doing.key(), answer);
      case 408, 429, 503 -> busy(answer);
      case 500, 502, 504 ->
          plain(
              S3Problem.SERVER_FAILED,
              "The S3 server has a fault of its own (status " + status + "). Run again later.",
              answer);
      default ->
          code.isEmpty()
              ? notS3(answer)
              : plain(
                  S3Problem.UNEXPECTED_ANSWER,
                  "The S3 server refused with "
                      + code
                      + " (status "
                      + status
                      + "), which this connector does not expect.",
                  answer);
    };
  }

  private ConnectorException denied(AwsServiceException answer, Doing doing) {
    return switch (doing.stage()) {
      case BUCKET ->
          field(
              S3Settings.BUCKET,
              S3Problem.LIST_BUCKETS_DENIED,
              "These credentials may not list buckets. Type the bucket's name, or grant"
                  + " s3:ListAllMyBuckets.",
              answer);
      case READ ->
          plain(
              S3Problem.READ_DENIED,
              "These credentials may not read "
                  + doing.key()
                  + " in bucket "
                  + bucket()
                  + ". Grant s3:GetObject on the bucket's objects, and kms:Decrypt where they are"
                  + " encrypted with a key of your own.",
              answer);
      case REACH, SIGN_IN, LIST ->
          plain(
              S3Problem.LIST_DENIED,
              "These credentials may not list the bucket "
                  + bucket()
                  + ". Grant s3:ListBucket on it.",
              answer);
    };
  }

  private ConnectorException notABucket(AwsServiceException answer) {
    return field(
        S3Settings.BUCKET,
        S3Problem.BUCKET_INVALID,
        "\""
            + bucket()
            + "\" cannot be the name of a bucket. Type the name alone, without"
            + " s3:// and folder.",
        answer);
  }

  private ConnectorException noBucket(AwsServiceException answer) {
    if (bucket().contains("/")) {
      return notABucket(answer);
    }
    return field(
        S3Settings.BUCKET,
        S3Problem.BUCKET_NOT_FOUND,
        "There is no bucket \""
            + bucket()
            + "\". Check its name, and the endpoint where there is"
            + " one.",
        answer);
  }

  /** Says that an object is not there any more. */
  ConnectorException vanished(String key, Throwable cause) {
    return plain(
        S3Problem.OBJECT_VANISHED,
        key
            + " is no longer in bucket "
            + bucket()
            + ": it was removed or renamed after the files were listed. Run again or, where it"
            + " will not come back, clear its selection in the dataflow.",
        cause);
  }

  private ConnectorException changed(String key, Throwable cause) {
    return plain(S3Problem.OBJECT_CHANGED, key + " changed while it was read. Run again.", cause);
  }

  private ConnectorException wrongRegion(Optional<String> right, AwsServiceException answer) {
    String where =
        right.isPresent() && !right.get().equals(settings.region())
            ? "The bucket "
                + bucket()
                + " is in region "
                + right.get()
                + ", not in "
                + settings.region()
                + ". Set the region to "
                + right.get()
                + "."
            : "The bucket "
                + bucket()
                + " is not in region "
                + settings.region()
                + ". Set the region that the bucket's properties show.";
    return field(S3Settings.REGION, S3Problem.WRONG_REGION, where, answer);
  }

  private ConnectorException busy(AwsServiceException answer) {
    String words = "The S3 server asks to slow down. The read goes on later.";
    return retryAfter(answer)
        .map(after -> ConnectorException.retryLater(S3Problem.SLOW_DOWN, words, answer, after))
        .orElseGet(() -> plain(S3Problem.SLOW_DOWN, words, answer));
  }

  private ConnectorException notS3(Throwable cause) {
    return field(
        S3Settings.ENDPOINT,
        S3Problem.ENDPOINT_NOT_S3,
        "What answers at " + place() + " is not an S3 server. Check the endpoint.",
        cause);
  }

  private ConnectorException notAnswered(SdkException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return field(
            S3Settings.ENDPOINT,
            S3Problem.ENDPOINT_UNKNOWN,
            bucketInName()
                ? "The name "
                    + bucket()
                    + "."
                    + host()
                    + " is unknown. Turn on Path style, which most compatible servers need, or check"
                    + " the endpoint."
                : "The name "
                    + host()
                    + " is unknown. Check the endpoint and this machine's network.",
            failure);
      }
      if (cause instanceof SSLException) {
        return field(
            S3Settings.ENDPOINT,
            S3Problem.ENDPOINT_TLS,
            "No secure connection to "
                + place()
                + " came about: its certificate is not trusted, or it does not speak TLS. Check"
                + " the endpoint's https and its certificate.",
            failure);
      }
      if (cause instanceof SocketTimeoutException) {
        return field(
            S3Settings.ENDPOINT,
            S3Problem.ENDPOINT_TIMEOUT,
            place() + " does not answer in time. Check the endpoint and firewalls, or try later.",
            failure);
      }
      if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
        return field(
            S3Settings.ENDPOINT,
            S3Problem.ENDPOINT_REFUSED,
            "Nothing answers at " + place() + ". Check the endpoint, its port and firewalls.",
            failure);
      }
    }
    if (endsEarly(failure)) {
      return connectionLost(place(), failure);
    }
    String words = String.valueOf(failure.getMessage());
    if (words.contains("credentials")) {
      return field(
          S3Settings.AUTHENTICATION,
          S3Problem.CREDENTIALS_MISSING,
          "This machine has no credentials of its own for S3. Sign in with an access key.",
          failure);
    }
    if (words.contains("XML") || words.contains("parse") || words.contains("unmarshall")) {
      return notS3(failure);
    }
    return connectionLost(place(), failure);
  }

  /**
   * An answer that breaks off in its middle cannot be parsed either, but may be whole next time.
   */
  private static boolean endsEarly(SdkException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String words = String.valueOf(cause.getMessage());
      if (cause instanceof EOFException
          || words.contains("Premature")
          || S3_ENDS_EARLY.matcher(words).find()) {
        return true;
      }
    }
    return false;
  }

  /** Says that a connection broke. */
  ConnectorException connectionLost(String what, Throwable cause) {
    return plain(
        S3Problem.CONNECTION_LOST,
        "The connection to the S3 server broke while it was asked for " + what + ".",
        cause);
  }

  private String place() {
    return settings.address().toString();
  }

  private String host() {
    return settings.address().getHost();
  }

  private boolean bucketInName() {
    return settings.endpoint().isPresent()
        && !settings.pathStyle()
        && settings.bucket().isPresent();
  }

  private String bucket() {
    return settings.bucket().orElse("");
  }

  private static String code(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static Optional<String> region(AwsServiceException answer) {
    return header(answer, "x-amz-bucket-region")
        .or(() -> find(EXPECTED_REGION, String.valueOf(answer.getMessage())));
  }

  private static Optional<Duration> retryAfter(AwsServiceException answer) {
    return header(answer, "Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private static Optional<String> header(AwsServiceException answer, String name) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.sdkHttpResponse() == null
        ? Optional.empty()
        : details.sdkHttpResponse().firstMatchingHeader(name);
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static ConnectorException field(
      String key, S3Problem problem, String words, Throwable cause) {
    return ConnectorException.inField(key, problem, words, cause);
  }

  private static ConnectorException plain(S3Problem problem, String words, Throwable cause) {
    return new ConnectorException(problem, words, cause);
  }
}
