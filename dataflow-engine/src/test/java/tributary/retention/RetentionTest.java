package tributary.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void keepsEachKindForAWhileWhereNothingIsConfigured() {
    Retention retention = read(Map.of());
    assertThat(retention).isEqualTo(Retention.DEFAULT);
    assertThat(retention.rollbackWords())
        .isEqualTo(
            "Of each entity the last 3 earlier states and the changes of the last 30 incremental"
                + " runs are kept, for 90 days after they were replaced.");
  }

  @Test
  void saysWholeYearsAsYears() {
    assertThat(Age.days(2192).words()).isEqualTo("for 6 years");
    assertThat(Age.days(365).words()).isEqualTo("for 1 year");
    assertThat(Age.days(400).words()).isEqualTo("for 400 days");
    assertThat(Age.days(90).words()).isEqualTo("for 90 days");
    assertThat(Age.days(1).words()).isEqualTo("for 1 day");
  }

  @Test
  void readsDaysHoursNothingAndForever() {
    Retention retention =
        read(
            Map.of(
                "tributary.retention.rejects", "P7D",
                "tributary.retention.notifications", "PT12H",
                "tributary.retention.rollback", "0",
                "tributary.retention.audit", "forever",
                "tributary.retention.generations", "0"));
    assertThat(retention.rejects().limit()).contains(Duration.ofDays(7));
    assertThat(retention.rejects().cutoff(NOW)).contains(Instant.parse("2026-04-24T12:00:00Z"));
    assertThat(retention.notifications().words()).isEqualTo("for 12 hours");
    assertThat(retention.rollback().cutoff(NOW)).contains(NOW);
    assertThat(retention.rollback().words()).isEqualTo("no longer than until the next clean-up");
    assertThat(retention.audit().cutoff(NOW)).isEmpty();
    assertThat(retention.audit().words()).isEqualTo("for ever");
    assertThat(retention.generations()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tributary.retention.rejects|soon|tributary.retention.rejects is 'soon', which is no length of time. Write days as P90D, hours as PT12H, or forever.",
        "tributary.retention.history|-P1D|tributary.retention.history is '-P1D', which is no length of time. Write days as P90D, hours as PT12H, or forever.",
        "tributary.retention.last-runs|0|tributary.retention.last-runs is '0'. Write a whole number from 1 to 100000.",
        "tributary.retention.generations|three|tributary.retention.generations is 'three'. Write a whole number from 0 to 100000.",
        "tributary.retention.audit|P30D|tributary.retention.audit is kept for 30 days, shorter than the run history, which is kept for 400 days. Give it at least as long.",
        "tributary.retention.history|forever|tributary.retention.audit is kept for 6 years, shorter than the run history, which is kept for ever. Give it at least as long.",
        "tributary.undo.kept|30|tributary.undo.kept is called tributary.retention.incremental-runs now. Rename it.",
      })
  void refusesWhatIsWrongInWords(String key, String value, String words) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(words);
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "tributary.retention.rejects", "soon",
                        "tributary.retention.generations", "-1")))
        .hasMessageContainingAll("tributary.retention.rejects", "tributary.retention.generations");
  }

  private static Retention read(Map<String, String> values) {
    return Retention.read(key -> Optional.ofNullable(values.get(key)));
  }
}
