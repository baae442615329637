package tributary.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TakenNamesTest {
  private final Map<String, String> held = new HashMap<>();
  private final List<Set<String>> questions = new ArrayList<>();
  private final TakenNames taken = new TakenNames(this::answer);

  private Map<String, String> answer(Set<String> names) {
    questions.add(names);
    Map<String, String> found = new HashMap<>(held);
    found.keySet().retainAll(names);
    return found;
  }

  @Test
  void asksOnceForWhatIsExpected() {
    held.put("people", "Census");
    taken.expect(List.of("People", "visits"));
    assertThat(taken.holder("PEOPLE")).contains("Census");
    assertThat(taken.holder("visits")).isEmpty();
    assertThat(NameRules.freeEntityName("Visits", taken)).isEqualTo("Visits");
    assertThat(questions).containsExactly(Set.of("people", "visits"));
  }

  @Test
  void passesOverWhatOthersAndTheDataflowItselfHold() {
    held.put("visits", "Census");
    taken.take("Visits2");
    assertThat(NameRules.freeEntityName("visits", taken)).isEqualTo("visits3");
    taken.take("visits3");
    assertThat(NameRules.freeEntityName("visits", taken)).isEqualTo("visits4");
  }

  @Test
  void findsTheFirstFreeOfThousandsWithFewQuestions() {
    held.put("visits", "Census");
    for (int i = 2; i <= 20_000; i++) {
      held.put("visits" + i, "Census");
    }
    assertThat(NameRules.freeEntityName("visits", taken)).isEqualTo("visits20001");
    assertThat(questions).hasSizeLessThan(12);
  }
}
