package tributary.web.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tributary.spi.ReadKind;

class RefreshWordsTest {
  @Test
  void saysInWhichWaysATableIsBroughtUpToDate() {
    assertThat(RefreshWords.of(Set.of(ReadKind.FULL)))
        .isEqualTo("Each run reads it in full, an incremental one too.");
    assertThat(RefreshWords.of(Set.of(ReadKind.FULL, ReadKind.BY_KEYS)))
        .isEqualTo(
            "Events (webhooks) bring single rows at once; each run reads it in full and finds what"
                + " they missed.");
    assertThat(RefreshWords.of(Set.of(ReadKind.FULL, ReadKind.INCREMENTAL)))
        .isEqualTo("An incremental run brings what has changed since the last one.");
    assertThat(RefreshWords.of(Set.of(ReadKind.FULL, ReadKind.INCREMENTAL, ReadKind.BY_KEYS)))
        .endsWith("events (webhooks) bring single rows at once.");
    assertThat(RefreshWords.of(Set.of(ReadKind.FULL, ReadKind.LEDGER)))
        .isEqualTo("An incremental run reads new and changed objects only.");
  }
}
