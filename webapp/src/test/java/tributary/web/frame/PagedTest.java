package tributary.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.flow.Page;

class PagedTest {
  private static final List<Integer> SEVEN = IntStream.rangeClosed(1, 7).boxed().toList();

  private static Paged<Integer> page(int number, List<Integer> list) {
    return Paged.load(
        number,
        3,
        (first, size) -> new Page<>(list.stream().skip(first).limit(size).toList(), list.size()));
  }

  @Test
  void tellsWhichItemsItShowsOfHowMany() {
    Paged<Integer> second = page(2, SEVEN);
    assertThat(second.items()).containsExactly(4, 5, 6);
    assertThat(second.first()).isEqualTo(4);
    assertThat(second.last()).isEqualTo(6);
    assertThat(second.pages()).isEqualTo(3);
    assertThat(page(3, SEVEN).last()).isEqualTo(7);
  }

  @Test
  void showsTheLastPageWhenTheListHasBecomeShorter() {
    assertThat(page(9, SEVEN).number()).isEqualTo(3);
    assertThat(page(9, SEVEN).items()).containsExactly(7);
    assertThat(page(Integer.MAX_VALUE, SEVEN).items()).containsExactly(7);
  }

  @Test
  void showsTheFirstPageForANumberThatIsNone() {
    assertThat(page(0, SEVEN).items()).containsExactly(1, 2, 3);
    assertThat(page(-4, SEVEN).number()).isEqualTo(1);
  }

  @Test
  void anEmptyListHasOnePage() {
    assertThat(page(5, List.of()).pages()).isEqualTo(1);
    assertThat(page(5, List.of()).items()).isEmpty();
    assertThat(Paged.none().pages()).isEqualTo(1);
  }
}
