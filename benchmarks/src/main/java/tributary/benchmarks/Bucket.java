package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The sandbox's bucket. */
final class Bucket {
  private final JsonNode access;

  Bucket(JsonNode access) {
    this.access = access;
  }

  void put(String key, Path file) {
    try (S3Client client = client()) {
      client.putObject(r -> r.bucket(name()).key(key), file);
    }
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create(access.path("endpoint").asText()))
        .region(Region.of(access.path("region").asText()))
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    access.path("accessKey").asText(), access.path("secretKey").asText())))
        .build();
  }

  private String name() {
    return access.path("bucket").asText();
  }

  /** Returns a dataflow over one of its folders, as the API takes it. */
  ObjectNode dataflow(String name, String folder) {
    ObjectNode dataflow = new ObjectMapper().createObjectNode();
    dataflow.put("name", name).put("displayName", name).put("connector", "s3");
    dataflow.put("refresh", "FULL");
    dataflow
        .putObject("settings")
        .put("authentication", "keys")
        .put("accessKeyId", access.path("accessKey").asText())
        .put("secretAccessKey", access.path("secretKey").asText())
        .put("region", access.path("region").asText())
        .put("bucket", name())
        .put("folder", folder)
        .put("endpoint", access.path("endpoint").asText())
        .put("pathStyle", "true");
    return dataflow;
  }
}
