package tributary.launcher;

/** How to reach the sandbox's servers, as the sandbox writes it for the application and scripts. */
record SandboxAccess(S3 s3) {
  /** The S3 server with its one bucket. The keys are no secret: it serves invented files only. */
  record S3(String endpoint, String region, String accessKey, String secretKey, String bucket) {
    int port() {
      return java.net.URI.create(endpoint).getPort();
    }
  }
}
