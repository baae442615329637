package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartedTest {
  private final List<String> stopped = new ArrayList<>();
  private final Started started = new Started();

  @Test
  void stopsLastFirstAndOnce() {
    add("database");
    add("server");

    started.stop();
    started.stop();

    assertThat(stopped).containsExactly("server", "database");
  }

  @Test
  void stopsAtOnceWhatArrivesAfterTheEnd() {
    started.stop();

    add("late");

    assertThat(stopped).containsExactly("late");
  }

  @Test
  void stopsTheOthersWhenOneFails() {
    add("database");
    started.add(
        "server",
        () -> {
          throw new IllegalStateException("broken");
        });

    started.stop();

    assertThat(stopped).containsExactly("database");
  }

  private void add(String name) {
    started.add(name, () -> stopped.add(name));
  }
}
