package tributary.plugin.s3;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import tributary.plugin.s3.S3Failures.Doing;
import tributary.spi.ConnectorException;
import tributary.spi.Network;
import tributary.spi.Secret;

/** Speaks to the server; every refusal leaves it as a {@link ConnectorException}. Thread-safe. */
final class S3Objects implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  /** The host retries whole reads; the SDK may try a lost connection once more. */
  private static final int ATTEMPTS = 2;

  private final S3Settings settings;
  private final Network network;
  private final S3Failures failures;
  private S3Client client;

  S3Objects(S3Settings settings, Network network) {
    this.settings = settings;
    this.network = network;
    this.failures = new S3Failures(settings);
  }

  /** One call of the SDK. */
  private interface Call<T> {
    T to(S3Client client);
  }

  private <T> T call(Doing doing, Call<T> call) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("asking the server was cancelled");
    }
    try {
      return call.to(client());
    } catch (AbortedException e) {
      Thread.interrupted();
      InterruptedException cancelled = new InterruptedException("asking the server was cancelled");
      cancelled.initCause(e);
      throw cancelled;
    } catch (SdkException e) {
      throw failures.translate(e, doing);
    }
  }

  /** Returns the names of the buckets that the credentials may see. */
  List<String> buckets() throws InterruptedException {
    return call(
        Doing.LISTING_BUCKETS,
        s3 -> s3.listBuckets().buckets().stream().map(Bucket::name).sorted().toList());
  }

  /**
   * Lists one page of objects, in the order of their keys.
   *
   * @param prefix what their keys begin with
   * @param level whether to stop at the next slash and tell folders instead
   * @param continuation the mark of the page, from the page before
   * @param most at most as many
   */
  S3Page list(String prefix, boolean level, Optional<String> continuation, int most)
      throws InterruptedException {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder()
            .bucket(settings.requiredBucket())
            .prefix(prefix)
            .maxKeys(most);
    continuation.ifPresent(request::continuationToken);
    if (level) {
      request.delimiter("/");
    }
    ListObjectsV2Response page = call(Doing.LISTING, s3 -> s3.listObjectsV2(request.build()));
    return S3Page.of(page);
  }

  /** Looks an object up; its failure is one of reading. */
  S3Item find(String key) throws InterruptedException {
    S3Page page = list(key, false, Optional.empty(), 1);
    return page.items().stream()
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow(() -> failures.vanished(key, null));
  }

  /** Opens a range of an object's bytes, from {@code from} to before {@code to}. */
  InputStream open(S3Item item, long from, long to) throws InterruptedException {
    if (to <= from) {
      return InputStream.nullInputStream();
    }
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(settings.requiredBucket())
            .key(item.key())
            .ifMatch(item.etag());
    if (from > 0 || to < item.size()) {
      request.range("bytes=" + from + "-" + (to - 1));
    }
    return new ObjectInput(
        call(Doing.reading(item.key()), s3 -> s3.getObject(request.build())),
        item.key(),
        to - from,
        failures);
  }

  private synchronized S3Client client() {
    if (client == null) {
      URI address = settings.address();
      network.requireAllowed(address);
      client = build(address);
    }
    return client;
  }

  private S3Client build(URI address) {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT);
    ProxyConfiguration.Builder proxy =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariablesValues(false);
    network
        .proxyFor(address)
        .ifPresent(via -> proxy.endpoint(URI.create("http://" + via.host() + ":" + via.port())));
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(http.proxyConfiguration(proxy.build()))
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials())
            .overrideConfiguration(
                o ->
                    o.addExecutionInterceptor(new AllowedHosts(network))
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
            .forcePathStyle(settings.pathStyle());
    if (settings.endpoint().isPresent()) {
      builder
          .endpointOverride(address)
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    return builder.build();
  }

  private AwsCredentialsProvider credentials() {
    if (!settings.useKeys()) {
      return DefaultCredentialsProvider.builder().build();
    }
    String id =
        settings
            .accessKeyId()
            .orElseThrow(() -> missing(S3Settings.ACCESS_KEY_ID, "Type the access key ID."));
    Secret secret =
        settings
            .secretAccessKey()
            .orElseThrow(
                () -> missing(S3Settings.SECRET_ACCESS_KEY, "Type the secret access key."));
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(id, new String(secret.reveal()).strip()));
  }

  private static ConnectorException missing(String field, String words) {
    return ConnectorException.inField(field, S3Problem.CREDENTIALS_MISSING, words, null);
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
