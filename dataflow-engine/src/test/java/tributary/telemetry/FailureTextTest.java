package tributary.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  private static final SQLException QUOTING =
      new SQLException("duplicate key: (name)=(Quillfeather)", "23505");

  @Test
  void leavesOutWhatTheDatabaseSaysAndKeepsItsState() {
    assertThat(FailureText.of(QUOTING))
        .startsWith("java.sql.SQLException SQLSTATE 23505\n\tat ")
        .doesNotContain("Quillfeather");
  }

  @Test
  void leavesOutTheWordsOfWhoeverPassesTheDatabasesOn() {
    String text = FailureText.of(new IllegalStateException("of: " + QUOTING.getMessage(), QUOTING));

    assertThat(text)
        .contains("java.lang.IllegalStateException\n", "Caused by: java.sql.SQLException SQLSTATE")
        .doesNotContain("Quillfeather");
  }

  @Test
  void keepsOtherWordsAndPlaces() {
    assertThat(FailureText.of(new IllegalStateException("no room", new IOException("disk full"))))
        .contains("IllegalStateException: no room\n\tat " + getClass().getName())
        .contains("Caused by: java.io.IOException: disk full");
  }
}
