package tributary.plugin.dynamics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntityIdTest {
  @Test
  void takesTheKeyOutOfEveryForm() {
    List<String> one = List.of("Id");
    assertThat(EntityId.key("5", one)).contains(List.of("5"));
    assertThat(EntityId.key("https://a/b/Things(5)", one)).contains(List.of("5"));
    assertThat(EntityId.key("Things('O''Neill%2C%20Ann')", one)).contains(List.of("O'Neill, Ann"));
    assertThat(EntityId.key("Things(Id=5)", one)).contains(List.of("5"));
    assertThat(EntityId.key("Things(B='x,y',A=1)", List.of("A", "B")))
        .contains(List.of("1", "x,y"));
  }

  @Test
  void takesNothingOutOfWhatItDoesNotUnderstand() {
    assertThat(EntityId.key("https://a/b", List.of("Id"))).isEmpty();
    assertThat(EntityId.key("Things(A=1)", List.of("A", "B"))).isEmpty();
    assertThat(EntityId.key("5", List.of("A", "B"))).isEmpty();
  }
}
