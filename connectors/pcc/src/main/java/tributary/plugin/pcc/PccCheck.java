package tributary.plugin.pcc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.HttpProblem;

/** Tries a connection, step by step, as a run would use it. */
final class PccCheck {
  private final PccConfig config;
  private final PccClient client;
  private final PccPlaces places;
  private final PccRights rights;
  private final List<CheckStep> steps = new ArrayList<>();

  /** What a question to the authorization server shows, in this order. */
  private enum Stage {
    FIND("Find the server"),
    SECURE("Secure the connection"),
    CERTIFICATE("Show the certificate"),
    SIGN_IN("Sign in");

    private final String words;

    Stage(String words) {
      this.words = words;
    }
  }

  PccCheck(PccConfig config, PccClient client, PccPlaces places, PccRights rights) {
    this.config = config;
    this.client = client;
    this.places = places;
    this.rights = rights;
  }

  CheckReport run() throws InterruptedException {
    if (signedIn() && activated() && facilities()) {
      resources();
    }
    return new CheckReport(steps);
  }

  private boolean signedIn() throws InterruptedException {
    try {
      requireSettings();
      client.signIn();
      pass(Stage.values().length);
      return true;
    } catch (ConnectorException e) {
      Stage failed = stage(e.code());
      if (!e.code().equals(PccError.SETTING_MISSING.toErrorCode())) {
        pass(failed.ordinal());
      }
      steps.add(CheckStep.failed(failed.words, e));
      return false;
    }
  }

  private void requireSettings() {
    require(PccConfig.CLIENT_ID, "Client Id", config.clientId().isEmpty());
    require(PccConfig.CLIENT_SECRET, "Client Secret", config.clientSecret().reveal().length == 0);
    require(PccConfig.APPLICATION, "Application Name", config.application().isEmpty());
    require(PccConfig.ORGANIZATION, "Organization Uuid", config.organization().isEmpty());
    require(PccConfig.CERTIFICATE, "Certificate", config.certificate().pkcs12().length == 0);
  }

  private static void require(String key, String label, boolean missing) {
    if (missing) {
      throw ConnectorException.inField(
          key, PccError.SETTING_MISSING, "Enter the " + label + ".", null);
    }
  }

  private static Stage stage(ErrorCode code) {
    Set<ErrorCode> secure =
        Set.of(
            HttpProblem.SERVER_NOT_TRUSTED.toErrorCode(),
            HttpProblem.SERVER_NAME_DIFFERS.toErrorCode(),
            HttpProblem.TLS_FAILED.toErrorCode(),
            HttpProblem.AUTHORITIES_UNUSABLE.toErrorCode());
    Set<ErrorCode> certificate =
        Set.of(
            HttpProblem.CERTIFICATE_REFUSED.toErrorCode(),
            HttpProblem.KEY_UNUSABLE.toErrorCode(),
            PccError.CERTIFICATE_NOT_ACCEPTED.toErrorCode());
    Set<ErrorCode> signIn =
        Set.of(
            PccError.CREDENTIALS_REFUSED.toErrorCode(),
            PccError.NOT_POINTCLICKCARE.toErrorCode(),
            PccError.SERVER_FAILED.toErrorCode(),
            PccError.QUOTA_SPENT.toErrorCode(),
            PccError.QUOTA_ENDS_RUN.toErrorCode());
    if (secure.contains(code)) {
      return Stage.SECURE;
    }
    return certificate.contains(code)
        ? Stage.CERTIFICATE
        : signIn.contains(code) ? Stage.SIGN_IN : Stage.FIND;
  }

  private void pass(int stages) {
    String host = config.authorization().getHost();
    for (Stage stage : Stage.values()) {
      if (stage.ordinal() < stages) {
        steps.add(
            CheckStep.passed(
                stage.words,
                switch (stage) {
                  case FIND -> host + " answers.";
                  case SECURE -> "Its certificate is trusted.";
                  case CERTIFICATE -> "The certificate is accepted.";
                  case SIGN_IN -> "The Client Id and Client Secret are accepted.";
                }));
      }
    }
  }

  private boolean activated() throws InterruptedException {
    String name = "Find the activation";
    try {
      if (!client.activated()) {
        throw client.replies().notActivated();
      }
      steps.add(
          CheckStep.passed(
              name, "“" + config.application() + "” is activated for the organization."));
      return true;
    } catch (ConnectorException e) {
      steps.add(CheckStep.failed(name, unknownApplication(e)));
      return false;
    }
  }

  private ConnectorException unknownApplication(ConnectorException e) {
    return e.code().equals(PccError.NOT_FOUND.toErrorCode())
        ? ConnectorException.inField(
            PccConfig.APPLICATION,
            PccError.APPLICATION_UNKNOWN,
            "PointClickCare does not know the application “"
                + config.application()
                + "”. Copy its name from the developer portal.",
            e)
        : e;
  }

  private boolean facilities() throws InterruptedException {
    String name = "List the facilities";
    try {
      List<PccFacility> facilities = places.facilities();
      steps.add(
          CheckStep.passed(
              name,
              (facilities.size() == 1 ? "1 facility: " : facilities.size() + " facilities: ")
                  + facilities.stream()
                      .limit(10)
                      .map(PccFacility::words)
                      .collect(Collectors.joining(", "))
                  + (facilities.size() > 10 ? ", …" : ".")));
      return true;
    } catch (ConnectorException e) {
      steps.add(CheckStep.failed(name, e));
      return false;
    }
  }

  private void resources() throws InterruptedException {
    String name = "Try each resource";
    try {
      Map<String, String> forbidden = rights.forbidden();
      Set<String> allowed = new TreeSet<>();
      Set<String> refused = new TreeSet<>();
      for (PccTable table : PccTables.list()) {
        (forbidden.containsKey(table.path()) ? refused : allowed).add(table.resource());
      }
      steps.add(
          CheckStep.passed(
              name,
              refused.isEmpty()
                  ? "All " + allowed.size() + " resources can be read."
                  : allowed.size()
                      + " resources can be read. Not granted to the application: "
                      + String.join(", ", refused)
                      + ". Their tables cannot be chosen until PointClickCare grants them."));
    } catch (ConnectorException e) {
      steps.add(CheckStep.failed(name, e));
    }
  }
}
