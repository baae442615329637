package tributary.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void tellsThatTheJavaIsTooOld() {
    assertThat(Main.complaint("11", "/opt/jdk"))
        .isEqualTo(
            "Tributary needs Java 17 or newer; this is Java 11 in /opt/jdk. Install a JDK 17 and set JAVA_HOME to it.");
    assertThat(Main.complaint("1.8", "/opt/jdk")).contains("this is Java 8 in");
  }

  @Test
  void isContentWithJava17AndLater() {
    assertThat(Main.complaint("17", "/opt/jdk")).isNull();
    assertThat(Main.complaint("25", "/opt/jdk")).isNull();
  }

  @Test
  void loadsOnJava8() throws IOException {
    try (DataInputStream in = new DataInputStream(Main.class.getResourceAsStream("Main.class"))) {
      in.skipNBytes(6);
      assertThat(in.readUnsignedShort()).as("class file version").isEqualTo(52);
    }
  }
}
