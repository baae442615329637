package tributary.launcher;

/** What a person reads when everything runs. */
final class Announcement {
  private Announcement() {}

  static String of(Ready ready, boolean accountKnown) {
    StringBuilder text = new StringBuilder();
    text.append("\nTributary is ready.\n\n");
    line(text, "Address", ready.url());
    if (accountKnown) {
      line(text, "User", ready.user());
      line(text, "Password", ready.password());
      line(text, "API token", ready.token());
    } else {
      line(text, "Sign-in", "with your existing account");
    }
    if (ready.sandbox() != null) {
      SandboxAccess.S3 s3 = ready.sandbox().s3();
      text.append('\n');
      line(text, "Sandbox S3", s3.endpoint() + "  (path style, region " + s3.region() + ")");
      line(text, "Bucket", s3.bucket());
      line(text, "Access key", s3.accessKey());
      line(text, "Secret key", s3.secretKey());
      SandboxAccess.PointClickCare pcc = ready.sandbox().pcc();
      text.append('\n');
      line(
          text, "Sandbox PCC", pcc.url() + "  (mutual TLS, certificate " + pcc.certificate() + ")");
      SandboxAccess.Dataverse dataverse = ready.sandbox().dataverse();
      text.append('\n');
      line(text, "Dynamics", dataverse.url() + "  (the Domain URL)");
      line(text, "Authority", dataverse.authority() + "  (under Advanced)");
      line(text, "Client ID", dataverse.clientId());
      line(text, "Secret", dataverse.clientSecret());
      line(text, "As a user", dataverse.username() + ", " + dataverse.password());
    }
    text.append("\nNext: open the address, sign in, and choose Dataflow > Imports.\n");
    text.append("Stop with Ctrl-C.\n");
    return text.toString();
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append("  %-11s %s%n".formatted(label, value));
  }
}
