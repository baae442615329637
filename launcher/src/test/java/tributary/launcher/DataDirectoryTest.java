package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temporary;

  @Test
  void isHeldByOneTributaryAtATime() {
    Path path = temporary.resolve("data");
    try (DataDirectory held = DataDirectory.open(path)) {
      assertThatThrownBy(() -> DataDirectory.open(path))
          .isInstanceOf(Problem.class)
          .hasMessage(
              "The data directory %s is in use by another Tributary (process %d). Stop it first, or choose another with --data DIR."
                  .formatted(held.root(), ProcessHandle.current().pid()));
    }
    DataDirectory.open(path).close();
  }

  @Test
  void saysThatTheDiskIsShortAndLetsTheDirectoryGo() {
    Path path = temporary.resolve("data");
    assertThatThrownBy(() -> DataDirectory.open(path, directory -> 300L << 20))
        .isInstanceOf(Problem.class)
        .hasMessage(
            "Only 300 MB are free for the data directory %s; Tributary needs 1024 MB. Free some space, or choose another disk with --data DIR."
                .formatted(path));

    DataDirectory.open(path, directory -> DataDirectory.NEEDED_BYTES).close();
  }

  @Test
  void givesEachStartAnEmptyDirectoryForTheServer() throws IOException {
    try (DataDirectory data = DataDirectory.open(temporary.resolve("data"))) {
      Path left = Files.createDirectories(data.emptyServer().resolve("config"));
      Files.writeString(left.resolve("domain.xml"), "an application of an earlier start");

      assertThat(data.emptyServer()).isEmptyDirectory();
    }
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.createFile(temporary.resolve("data"));

    assertThatThrownBy(() -> DataDirectory.open(file))
        .hasMessage(
            "The data directory %s is a file. Choose a directory with --data DIR.".formatted(file));
  }

  @Test
  void saysThatTheDirectoryCannotBeWritten() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(
            "The data directory %s cannot be written.".formatted(file.resolve("data")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isItsOwnersOnlyWhenMadeAndLeftAsItIsOtherwise() throws IOException {
    Path existing = Files.createDirectory(temporary.resolve("existing"));
    Files.setPosixFilePermissions(existing, PosixFilePermissions.fromString("rwxr-x---"));

    DataDirectory.open(existing).close();
    DataDirectory.open(temporary.resolve("made")).close();

    assertThat(permissions(existing)).isEqualTo("rwxr-x---");
    assertThat(permissions(temporary.resolve("made"))).isEqualTo("rwx------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
