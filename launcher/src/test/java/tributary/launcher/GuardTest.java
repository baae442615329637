package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class GuardTest {
  @TempDir Path temporary;

  @Test
  void endsTheWatchedProcessesAndRunsTheLastCommandWhenItsOwnerIsGone() throws Exception {
    Path witness = temporary.resolve("witness");
    Process watched = sleeper();
    Guard guard = Guard.watch(List.of("touch", witness.toString()));
    guard.add(watched.toHandle());

    guard.abandon();

    assertThat(watched.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(guard.awaitEnd()).isZero();
    assertThat(witness).exists();
  }

  @Test
  void leavesEverythingAloneWhenAllWasStoppedInGoodOrder() throws Exception {
    Path witness = temporary.resolve("witness");
    Process watched = sleeper();
    try {
      Guard guard = Guard.watch(List.of("touch", witness.toString()));
      guard.add(watched.toHandle());

      guard.close();

      assertThat(guard.awaitEnd()).isZero();
      assertThat(watched.isAlive()).isTrue();
      assertThat(witness).doesNotExist();
    } finally {
      watched.destroy();
    }
  }

  private static Process sleeper() throws IOException {
    return new ProcessBuilder("sleep", "600").start();
  }
}
