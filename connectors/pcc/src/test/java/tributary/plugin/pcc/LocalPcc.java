package tributary.plugin.pcc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tributary.sandbox.pcc.Certificates;
import tributary.sandbox.pcc.PccSandbox;
import tributary.sandbox.pcc.PccSettings;

/** PointClickCare on a free port, over real mutual TLS, with a few invented patients. */
final class LocalPcc implements AutoCloseable {
  private final PccSandbox sandbox;

  private LocalPcc(PccSandbox sandbox) {
    this.sandbox = sandbox;
  }

  static LocalPcc start(Path directory, int facilities, int patients) throws IOException {
    return new LocalPcc(
        PccSandbox.start(
            PccSettings.in(directory, Clock.systemUTC()).withPopulation(facilities, patients)));
  }

  PccSandbox sandbox() {
    return sandbox;
  }

  Certificates certificates() {
    return sandbox.certificates();
  }

  /** Returns settings that work; files as base64. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("clientId", PccSandbox.CLIENT_ID);
    settings.put("clientSecret", PccSandbox.CLIENT_SECRET);
    settings.put("applicationName", PccSandbox.APPLICATION);
    settings.put("organizationUuid", sandbox.organization());
    settings.put("certificate", base64(certificates().client()));
    settings.put("certificatePassword", Certificates.PASSWORD);
    settings.put("authorizationUrl", sandbox.url() + "/auth/token");
    settings.put("apiUrl", sandbox.url() + "/api/public/preview1");
    settings.put("trustedAuthorities", base64(certificates().authority()));
    settings.put("requestsPerSecond", "10000");
    return settings;
  }

  static String base64(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    sandbox.close();
  }
}
