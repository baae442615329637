package tributary.verification.browser;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** What the launcher writes into its ready file. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Ready(
    String url,
    String user,
    String password,
    String token,
    String tenant,
    Database db,
    Sandbox sandbox) {
  record Database(String url, String user, String password) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Sandbox(S3 s3, PointClickCare pcc, Dataverse dataverse) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record PointClickCare(
      String authUrl,
      String apiUrl,
      String control,
      String clientId,
      String clientSecret,
      String application,
      String organization,
      String certificate,
      String certificatePassword,
      String ca) {}

  record S3(String endpoint, String region, String accessKey, String secretKey, String bucket) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Dataverse(
      String url,
      String authority,
      String control,
      String clientId,
      String clientSecret,
      String username,
      String password) {}
}
