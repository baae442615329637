package tributary.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTextTest {
  private static long epochDay(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return IsoText.epochDay(bytes, 1, bytes.length - 1);
  }

  private static long epochMicros(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return IsoText.epochMicros(bytes, 1, bytes.length - 1);
  }

  @Property
  void readsDaysAsTheJdkDoes(@ForAll @LongRange(min = -719_528, max = 2_932_896) long day) {
    assertThat(epochDay(LocalDate.ofEpochDay(day).toString())).isEqualTo(day);
  }

  @Property
  void readsMomentsAsTheJdkDoes(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999) int micros) {
    Instant moment = Instant.ofEpochSecond(second, micros * 1_000L);

    assertThat(epochMicros(moment.toString())).isEqualTo(second * 1_000_000 + micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-1-1",
        "26-01-01xx",
        "2026/01/01",
        "+026-01-01"
      })
  void leavesOtherDaysToTheParser(String text) {
    assertThat(epochDay(text)).isEqualTo(IsoText.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234567Z",
        "2026-01-01T00:00:00+01:00",
        "2026-02-30T00:00:00Z",
        "2026-01-01 00:00:00Z"
      })
  void leavesOtherMomentsToTheParser(String text) {
    assertThat(epochMicros(text)).isEqualTo(IsoText.OTHER);
  }
}
