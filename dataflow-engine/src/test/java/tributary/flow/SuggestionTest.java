package tributary.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.landing.EntityName;

class SuggestionTest {
  @ParameterizedTest
  @CsvSource({
    "2024 census!, census2024",
    "my data flow, myDataFlow",
    "Café-Besuche, CafeBesuche",
    "12, Dataflow12",
    "日本, Dataflow",
    "a_b, aB",
    "1bad name, badName",
    "2024census, Dataflow2024census",
  })
  void cleansDataflowNames(String typed, String expected) {
    assertThat(Suggestion.dataflowName(typed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-census.v2, census_v2_2024",
    "residents, residents",
    "Résidents & Gäste, Residents_Gaste",
    "2024, table_2024",
    "___, table",
    "select, select",
  })
  void cleansEntityNames(String typed, String expected) {
    assertThat(Suggestion.entityName(typed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Sales, Sales4",
    "Visits, Visits",
    "Sales2, Sales4",
    "census2024, census2024v2",
    "Sales9, Sales10",
  })
  void countsOn(String name, String expected) {
    Set<String> taken = Set.of("sales", "sales2", "sales3", "census2024", "sales9");
    assertThat(free(name, "v", 60, taken)).isEqualTo(expected);
  }

  @Property
  void alwaysSuggestsAValidFreeDataflowName(
      @ForAll @StringLength(max = 80) String typed, @ForAll @Size(max = 3) Set<String> others) {
    String first = Suggestion.dataflowName(typed);
    Set<String> taken = new HashSet<>(others);
    taken.add(first.toLowerCase(Locale.ROOT));
    String free = free(first, "v", DataflowName.MAX_LENGTH, taken);
    assertThat(DataflowName.isValid(first)).as(first).isTrue();
    assertThat(DataflowName.isValid(free)).as(free).isTrue();
    assertThat(taken).doesNotContain(free.toLowerCase(Locale.ROOT));
  }

  @Property
  void alwaysSuggestsAValidFreeEntityName(@ForAll @StringLength(max = 90) String typed) {
    String first = Suggestion.entityName(typed);
    Set<String> taken = Set.of(first.toLowerCase(Locale.ROOT));
    String free = free(first, "_", EntityName.MAX_BYTES, taken);
    assertThat(EntityName.isValid(first)).as(first).isTrue();
    assertThat(EntityName.isValid(free)).as(free).isTrue();
    assertThat(taken).doesNotContain(free.toLowerCase(Locale.ROOT));
  }

  private static String free(String name, String separator, int maxLength, Set<String> taken) {
    return Suggestion.candidates(name, separator, maxLength)
        .filter(candidate -> !taken.contains(candidate.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow();
  }
}
