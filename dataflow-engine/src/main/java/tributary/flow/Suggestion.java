package tributary.flow;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tributary.landing.EntityName;

/** Makes valid, free names out of what a person typed or a source calls its table. */
final class Suggestion {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");
  private static final Pattern COUNTED = Pattern.compile("(.*[A-Za-z_])([1-9]\\d?)");

  /** A number glued to the first word; one of more digits, such as a year, is worth keeping. */
  private static final Pattern SMALL_NUMBER_AT_START =
      Pattern.compile("^[^\\p{L}\\p{N}]*[0-9]{1,2}(?=\\p{L})");

  private Suggestion() {}

  /** Returns a valid dataflow name near to what was typed. */
  static String dataflowName(String typed) {
    List<String> words = words(SMALL_NUMBER_AT_START.matcher(typed).replaceFirst(""));
    if (words.isEmpty()) {
      return "Dataflow";
    }
    StringBuilder name = new StringBuilder(words.get(0));
    words.stream()
        .skip(1)
        .forEach(
            word ->
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1)));
    String whole = Character.isDigit(name.charAt(0)) ? "Dataflow" + name : name.toString();
    return cut(whole, DataflowName.MAX_LENGTH);
  }

  /** Returns a valid entity name near to what a source or a person calls it. */
  static String entityName(String typed) {
    String name = String.join("_", words(typed.replace('_', ' ')));
    if (name.isEmpty()) {
      return "table";
    }
    return cut(Character.isDigit(name.charAt(0)) ? "table_" + name : name, EntityName.MAX_BYTES);
  }

  /** Returns the words of letters and digits, the ones that begin with a digit last. */
  private static List<String> words(String typed) {
    String plain = Normalizer.normalize(typed, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    List<String> words = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    Matcher matcher = WORD.matcher(plain);
    while (matcher.find()) {
      boolean leadingNumber = words.isEmpty() && Character.isDigit(matcher.group().charAt(0));
      (leadingNumber ? numbers : words).add(matcher.group());
    }
    words.addAll(numbers);
    return words;
  }

  /**
   * Returns the name itself, then without end the name with the numbers that follow: {@code Sales2}
   * after {@code Sales}. A number of more than two digits is a part of the name, such as a year.
   *
   * @param separator between a name that ends in a digit and its number; may be empty
   */
  static Stream<String> candidates(String name, String separator, int maxLength) {
    Matcher counted = COUNTED.matcher(name);
    boolean counts = counted.matches();
    String stem = counts ? counted.group(1) : name;
    int first = counts ? Integer.parseInt(counted.group(2)) + 1 : 2;
    String between = Character.isDigit(stem.charAt(stem.length() - 1)) ? separator : "";
    Stream<String> numbered =
        IntStream.iterate(first, number -> number + 1)
            .mapToObj(number -> between + number)
            .map(ending -> cut(stem, maxLength - ending.length()) + ending);
    return Stream.concat(Stream.of(name), numbered);
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length);
  }
}
