package tributary.launcher;

/** How to reach the sandbox's servers, as the sandbox writes it for the application and scripts. */
record SandboxAccess(S3 s3, PointClickCare pcc, Dataverse dataverse) {
  /** The S3 server with its one bucket. The keys are no secret: it serves invented files only. */
  record S3(String endpoint, String region, String accessKey, String secretKey, String bucket) {
    int port() {
      return java.net.URI.create(endpoint).getPort();
    }
  }

  /**
   * The stand-in of PointClickCare.
   *
   * @param control where its time, faults and webhooks are steered, plain HTTP
   * @param certificate the client's certificate, a PKCS#12 file
   * @param ca the authority of the server's certificate, a PEM file
   */
  record PointClickCare(
      String url,
      String authUrl,
      String apiUrl,
      String control,
      String clientId,
      String clientSecret,
      String application,
      String organization,
      String certificate,
      String certificatePassword,
      String ca) {
    int port() {
      return java.net.URI.create(url).getPort();
    }

    int controlPort() {
      return java.net.URI.create(control).getPort();
    }
  }

  /**
   * The stand-in of Dynamics 365.
   *
   * @param authority where tokens are given
   * @param control where its rows, faults and limits are steered, plain HTTP
   */
  record Dataverse(
      String url,
      String authority,
      String control,
      String tenant,
      String clientId,
      String clientSecret,
      String username,
      String password) {
    int port() {
      return java.net.URI.create(url).getPort();
    }

    int controlPort() {
      return java.net.URI.create(control).getPort();
    }
  }
}
