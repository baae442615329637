package tributary.plugin.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import tributary.spi.ConfigValues;
import tributary.spi.ConnectorException;
import tributary.spi.Secret;

/**
 * One connection's settings. What is still empty while a person fills in the form is empty here.
 *
 * @param useKeys whether to sign in with keys; otherwise with the machine's own credentials
 * @param accessKeyId the key's public part
 * @param secretAccessKey the key's secret part
 * @param region where the bucket is
 * @param bucket the bucket's name
 * @param folder the folder; empty or ending in a slash
 * @param endpoint another server than Amazon's
 * @param pathStyle whether the bucket stands in the path
 */
record S3Settings(
    boolean useKeys,
    Optional<String> accessKeyId,
    Optional<Secret> secretAccessKey,
    String region,
    Optional<String> bucket,
    String folder,
    Optional<String> endpoint,
    boolean pathStyle) {
  static final String AUTHENTICATION = "authentication";
  static final String KEYS = "keys";
  static final String ACCESS_KEY_ID = "accessKeyId";
  static final String SECRET_ACCESS_KEY = "secretAccessKey";
  static final String REGION = "region";
  static final String BUCKET = "bucket";
  static final String FOLDER = "folder";
  static final String ENDPOINT = "endpoint";
  static final String PATH_STYLE = "pathStyle";

  static S3Settings of(ConfigValues values) {
    return new S3Settings(
        values.optionalText(AUTHENTICATION).orElse(KEYS).equals(KEYS),
        text(values, ACCESS_KEY_ID),
        values.optionalSecret(SECRET_ACCESS_KEY),
        text(values, REGION).orElse("us-east-1"),
        text(values, BUCKET),
        text(values, FOLDER).map(S3Settings::normalFolder).orElse(""),
        text(values, ENDPOINT),
        values.flag(PATH_STYLE));
  }

  private static Optional<String> text(ConfigValues values, String key) {
    return values.optionalText(key).map(String::strip).filter(value -> !value.isEmpty());
  }

  private static String normalFolder(String typed) {
    String folder = typed;
    while (folder.startsWith("/")) {
      folder = folder.substring(1);
    }
    return folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
  }

  /** Returns the bucket, or says that it is missing. */
  String requiredBucket() {
    return bucket.orElseThrow(
        () ->
            ConnectorException.inField(
                BUCKET, S3Problem.BUCKET_MISSING, "Choose a bucket or type its name.", null));
  }

  /** Returns the address to speak to. */
  URI address() {
    if (endpoint.isEmpty()) {
      return URI.create("https://s3." + checkedRegion() + ".amazonaws.com");
    }
    checkedRegion();
    try {
      URI address = new URI(endpoint.get());
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (!web || address.getHost() == null || address.getUserInfo() != null) {
        throw badEndpoint(null);
      }
      return address;
    } catch (URISyntaxException e) {
      throw badEndpoint(e);
    }
  }

  private String checkedRegion() {
    if (!region.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw ConnectorException.inField(
          REGION,
          S3Problem.REGION_INVALID,
          "\"" + region + "\" is not a region. Write its code, such as us-east-1 or eu-central-1.",
          null);
    }
    return region;
  }

  private ConnectorException badEndpoint(Throwable cause) {
    return ConnectorException.inField(
        ENDPOINT,
        S3Problem.ENDPOINT_INVALID,
        "The endpoint is not a web address. Write it like https://s3.example.org:9000, without a"
            + " bucket, user or password.",
        cause);
  }

  /** Returns words for the folder, for messages. */
  String folderWords() {
    return folder.isEmpty()
        ? "The bucket " + bucket.orElse("")
        : "The folder " + folder + " of bucket " + bucket.orElse("");
  }
}
