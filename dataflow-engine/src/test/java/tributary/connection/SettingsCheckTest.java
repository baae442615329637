package tributary.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tributary.control.FilesConnector;
import tributary.problem.FieldProblem;

class SettingsCheckTest {
  private static final Map<String, String> COMPLETE =
      Map.of("accessKey", "AKIA", "secretKey", " s3cret ", "bucket", "records");

  private static SettingsCheck check(Map<String, String> settings, String... kept) {
    return new SettingsCheck("Files", "settings.", FilesConnector.SPEC, settings, Set.of(kept));
  }

  private static List<FieldProblem> problems(Map<String, String> settings, String... kept) {
    SettingsCheck check = check(settings, kept);
    check.all();
    return check.problems();
  }

  private static List<FieldProblem> problemsWith(String key, String value) {
    Map<String, String> settings = new HashMap<>(COMPLETE);
    settings.put(key, value);
    return problems(settings);
  }

  @Test
  void asksForEveryMissingFieldInTheWordsOfItsKind() {
    assertThat(problems(Map.of()))
        .extracting(FieldProblem::field, FieldProblem::code, FieldProblem::message)
        .containsExactly(
            tuple("settings.accessKey", "REQUIRED", "Enter the Access key ID."),
            tuple("settings.secretKey", "REQUIRED", "Enter the Secret access key."),
            tuple("settings.bucket", "REQUIRED", "Choose the Bucket."));
  }

  @Test
  void blanksAreAsGoodAsNothing() {
    assertThat(problemsWith("accessKey", "  "))
        .extracting(FieldProblem::field)
        .containsExactly("settings.accessKey");
  }

  @Test
  void fillsInDefaultsAndTakesBlanksAway() {
    Map<String, String> settings = new HashMap<>(COMPLETE);
    settings.put("accessKey", "AKIA\n");
    CheckedSettings checked = check(settings).all();
    assertThat(checked.plain())
        .isEqualTo(
            Map.of(
                "accessKey", "AKIA", "bucket", "records", "mode", "plain", "pathStyle", "false"));
    assertThat(checked.secrets()).isEqualTo(Map.of("secretKey", " s3cret "));
  }

  @Test
  void namesAnUnknownSettingAndTheKnownOnes() {
    assertThat(problemsWith("bukcet", "x").get(0).message())
        .contains("“bukcet”")
        .contains("accessKey, secretKey, bucket");
  }

  @Test
  void takesASettingUnderItsEarlierName() {
    CheckedSettings checked =
        check(Map.of("accessKey", "AKIA", "password", "s", "container", "records")).all();
    assertThat(checked.plain()).containsEntry("bucket", "records");
    assertThat(checked.secrets()).containsEntry("secretKey", "s");
  }

  @Test
  void refusesARetiredSetting() {
    assertThat(problemsWith("colour", "red"))
        .extracting(FieldProblem::field, FieldProblem::code)
        .containsExactly(tuple("settings.colour", "SETTING_RETIRED"));
  }

  @Test
  void refusesTheMachinesOwnCredentialsWithTheRemedy() {
    assertThat(problemsWith("mode", "machine"))
        .extracting(FieldProblem::field, FieldProblem::code, FieldProblem::message)
        .containsExactly(
            tuple(
                "settings.mode",
                "HOST_CREDENTIALS_REFUSED",
                "Mode cannot be “As the machine” here: it would use credentials of this"
                    + " installation's own machine, which are not lent to dataflows. Choose “plain”"
                    + " or “proxied”, or ask the operator to set"
                    + " tributary.plugins.host-credentials to true."));
  }

  @Test
  void namesTheOptionsOfAChoice() {
    assertThat(problemsWith("mode", "fast").get(0).message())
        .isEqualTo("Mode cannot be “fast”. Choose one of: plain, proxied.");
  }

  @Test
  void asksForAFieldOnlyWhileItIsShown() {
    assertThat(problemsWith("mode", "plain")).isEmpty();
    assertThat(problemsWith("mode", "proxied"))
        .extracting(FieldProblem::message)
        .containsExactly("Enter the Port.");
    assertThat(problemsWith("port", "not even a number")).isEmpty();
  }

  @Test
  void refusesWhatIsNotAWholeNumberInRange() {
    for (String port : List.of("0", "65536", "eighty", "1.5", "99999999999999999999")) {
      Map<String, String> settings = new HashMap<>(COMPLETE);
      settings.put("mode", "proxied");
      settings.put("port", port);
      assertThat(problems(settings))
          .as(port)
          .extracting(FieldProblem::message)
          .singleElement()
          .asString()
          .contains("“" + port + "”")
          .contains("from 1 to 65535");
    }
  }

  @Test
  void refusesWhatIsTooLongOrBroken() {
    assertThat(problemsWith("accessKey", "x".repeat(21)).get(0).code()).isEqualTo("TOO_LONG");
    assertThat(problemsWith("place", "a\u0000b").get(0).code()).isEqualTo("BAD_CHARACTER");
    assertThat(problemsWith("pathStyle", "yes").get(0).code()).isEqualTo("NOT_A_FLAG");
    assertThat(problemsWith("certificate", "%%%%a").get(0).code()).isEqualTo("NOT_A_FILE");
  }

  @Test
  void tellsNoSecret() {
    assertThat(problemsWith("secretKey", "hush".repeat(2000)).toString()).doesNotContain("hush");
    assertThat(check(COMPLETE).all().toString()).doesNotContain("s3cret").doesNotContain("AKIA");
  }

  @Test
  void aKeptSecretNeedsNotBeGivenAgain() {
    assertThat(problems(Map.of("accessKey", "AKIA", "bucket", "b"), "secretKey")).isEmpty();
  }

  @Test
  void takesASavedSecretOutThatIsGivenEmpty() {
    Map<String, String> settings = Map.of("accessKey", "AKIA", "bucket", "b", "secretKey", "");
    SettingsCheck check = check(settings, "secretKey");
    assertThat(check.all().kept()).isEmpty();
    assertThat(check.problems())
        .as("it is required")
        .extracting(FieldProblem::field)
        .containsExactly("settings.secretKey");
  }

  @Test
  void asksOnlyForWhatAChoiceDependsOn() {
    SettingsCheck check = check(Map.of("accessKey", "AKIA", "mode", "fast"));
    CheckedSettings checked = check.only(Set.of("accessKey", "secretKey"));
    assertThat(check.problems())
        .extracting(FieldProblem::field)
        .containsExactly("settings.secretKey");
    assertThat(checked.plain()).containsEntry("mode", "plain");
  }
}
