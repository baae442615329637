package tributary.plugin.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3-compatible server on a free port, with one bucket in memory. */
final class LocalS3 implements AutoCloseable {
  static final String ACCESS_KEY = "test-access-key";
  static final String SECRET_KEY = "test-secret-key-0123456789";
  static final String BUCKET = "care-files";

  private final S3Proxy server;
  private final S3Client client;

  LocalS3() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("jclouds.identity", ACCESS_KEY);
    properties.setProperty("jclouds.credential", SECRET_KEY);
    server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("transient-nio2", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    server.start();
    client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
            .build();
    client.createBucket(b -> b.bucket(BUCKET));
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  void put(String key, byte[] content) {
    client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
  }

  void put(String key, String content) {
    put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  void delete(String key) {
    client.deleteObject(b -> b.bucket(BUCKET).key(key));
  }

  /** Returns settings that work, for a folder. */
  Map<String, String> settings(String folder) {
    Map<String, String> settings = new HashMap<>();
    settings.put("authentication", "keys");
    settings.put("accessKeyId", ACCESS_KEY);
    settings.put("secretAccessKey", SECRET_KEY);
    settings.put("region", "us-east-1");
    settings.put("bucket", BUCKET);
    settings.put("folder", folder);
    settings.put("endpoint", endpoint().toString());
    settings.put("pathStyle", "true");
    return settings;
  }

  @Override
  public void close() {
    client.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The S3 server did not stop", e);
    }
  }
}
