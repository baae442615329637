package tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class SandboxS3Test {
  @TempDir Path temporary;

  @Test
  void servesItsFilesToSignedRequests() throws IOException {
    try (SandboxS3 server = SandboxS3.start(temporary.resolve("s3"), 0)) {
      SampleFiles.putOnce(server, temporary);
      try (S3Client client = client(server, SandboxS3.SECRET_KEY)) {
        assertThat(client.listBuckets().buckets())
            .extracting(bucket -> bucket.name())
            .containsExactly(SandboxS3.BUCKET);
        assertThat(
                client
                    .listObjectsV2(r -> r.bucket(SandboxS3.BUCKET).prefix("clinical/vitals/"))
                    .contents())
            .hasSize(6)
            .allMatch(object -> object.size() > 0 && !object.eTag().isEmpty());
        assertThat(
                client
                    .listObjectsV2(r -> r.bucket(SandboxS3.BUCKET).delimiter("/"))
                    .commonPrefixes())
            .extracting(prefix -> prefix.prefix())
            .containsExactly(
                "billing/", "census/", "clinical/", "exchange/", "quality/", "reference/");
        assertThat(
                client
                    .getObjectAsBytes(
                        r ->
                            r.bucket(SandboxS3.BUCKET)
                                .key("reference/level_of_care_types.csv")
                                .range("bytes=0-10"))
                    .asUtf8String())
            .isEqualTo("code,label,");
      }
    }
  }

  @Test
  void refusesAWrongSecret() throws IOException {
    try (SandboxS3 server = SandboxS3.start(temporary, 0);
        S3Client client = client(server, "not-the-secret")) {
      assertThatThrownBy(() -> client.listObjectsV2(r -> r.bucket(SandboxS3.BUCKET)))
          .isInstanceOfSatisfying(
              S3Exception.class,
              refusal ->
                  assertThat(refusal.awsErrorDetails().errorCode())
                      .isEqualTo("SignatureDoesNotMatch"));
    }
  }

  @Test
  void keepsWhatAPersonChangedFromStartToStart() throws IOException {
    try (SandboxS3 server = SandboxS3.start(temporary.resolve("s3"), 0)) {
      SampleFiles.putOnce(server, temporary);
      server.remove(SandboxS3.BUCKET, "census/facilities.csv");
      server.put(SandboxS3.BUCKET, "own.csv", "a\n1\n".getBytes(StandardCharsets.UTF_8));
    }
    try (SandboxS3 server = SandboxS3.start(temporary.resolve("s3"), 0);
        S3Client client = client(server, SandboxS3.SECRET_KEY)) {
      SampleFiles.putOnce(server, temporary);

      assertThat(
              client
                  .getObjectAsBytes(r -> r.bucket(SandboxS3.BUCKET).key("own.csv"))
                  .asUtf8String())
          .isEqualTo("a\n1\n");
      assertThatThrownBy(
              () -> client.headObject(r -> r.bucket(SandboxS3.BUCKET).key("census/facilities.csv")))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }

  @Test
  void takesAFileAsAnObject() throws IOException {
    Path file = Files.writeString(temporary.resolve("one.csv"), "a,b\n1,2\n");
    try (SandboxS3 server = SandboxS3.start(temporary.resolve("s3"), 0);
        S3Client client = client(server, SandboxS3.SECRET_KEY)) {
      server.createBucket("second");
      server.put("second", "folder/one.csv", file);

      S3Object object = client.listObjectsV2(r -> r.bucket("second")).contents().get(0);
      assertThat(object.key()).isEqualTo("folder/one.csv");
      assertThat(object.size()).isEqualTo(8);
    }
  }

  private static S3Client client(SandboxS3 server, String secret) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.of(SandboxS3.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(SandboxS3.ACCESS_KEY, secret)))
        .forcePathStyle(true)
        .build();
  }
}
