package tributary.sandbox.dataverse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tributary.sandbox.dataverse.Attribute.Choice;

/** Works out what stands in a row, always the same for the same row. */
final class Values {
  private static final String[] FIRST = {
    "Ada", "Agnes", "Beatrice", "Clara", "Dorothy", "Edith", "Eleanor", "Flora", "George", "Harold",
    "Henry", "Ida", "Irene", "Jöran", "Leonard", "Mabel", "Noël", "Opal", "Ruth", "Walter"
  };
  private static final String[] LAST = {
    "Abbott",
    "Barnes",
    "Carver",
    "Doyle",
    "Ellison",
    "Fairchild",
    "Góngora",
    "Hollis",
    "Ingram",
    "Jennings",
    "Keller",
    "Lindqvist",
    "Merrill",
    "O'Neill",
    "Prescott",
    "Quimby",
    "Ramsey"
  };
  private static final String[] WORDS = {
    "Larkmere", "Willow", "Harbor", "Meadow", "Therapy", "Transport", "Garden", "Cedar", "Visit",
    "Review", "Dining", "Laundry", "Memory", "Lakeside", "Follow-up", "Family", "Billing", "Care"
  };
  private static final String[] CITIES = {
    "Willow Bend", "Stony Brook", "Fairhaven", "Cedar Hill", "New Albion", "Port Clement"
  };
  private static final long LONG_MEMO = 3;
  private static final long ANCIENT = 5;
  private static final int MEMO_CHARS = 4_000;
  private static final LocalDate BEFORE_THE_CALENDAR = LocalDate.of(1752, 9, 2);

  private final Function<String, Rows> rows;
  private final List<Choices.Line> choices;

  /** What follows from a column, worked out once. */
  private final Map<Attribute, Facts> facts = new IdentityHashMap<>();

  private final Map<String, Attribute> names = new HashMap<>();

  /**
   * What follows from a column.
   *
   * @param seed of its chances
   * @param always whether it has a value in every row
   * @param targets the tables that it may point to
   */
  private record Facts(long seed, boolean always, List<Table> targets) {}

  Values(Map<String, Table> tables, Function<String, Rows> rows) {
    this.rows = rows;
    this.choices = Choices.of(tables.values());
    for (Table table : tables.values()) {
      for (Attribute attribute : table.attributes()) {
        String name = attribute.name();
        boolean primary = name.equals(table.primaryName());
        if (primary) {
          names.put(table.name(), attribute);
        }
        facts.put(
            attribute,
            new Facts(
                name.hashCode() * 0x1_0000_0001L + table.number(),
                primary || table.perMille() < 10 || isAlwaysThere(attribute.kind()),
                attribute.targets().stream()
                    .map(tables::get)
                    .filter(java.util.Objects::nonNull)
                    .toList()));
      }
    }
  }

  private static boolean isAlwaysThere(Attribute.Kind kind) {
    return kind == Attribute.Kind.STATE || kind == Attribute.Kind.REFERENCE;
  }

  int choices() {
    return choices.size();
  }

  static long mix(long seed) {
    long z = (seed + 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
    return z ^ z >>> 31;
  }

  /** Returns the value of a column: text, a number, a truth, a moment, a day, a key, or null. */
  Object of(Table table, Row row, Attribute attribute) {
    String name = attribute.name();
    switch (name) {
      case "createdon" -> {
        return row.created();
      }
      case "modifiedon" -> {
        return row.modified();
      }
      case "versionnumber" -> {
        return row.version();
      }
      default -> {
        // worked out below
      }
    }
    if (attribute.kind() == Attribute.Kind.KEY) {
      return table.id(row.index());
    }
    if (table == Choices.TABLE) {
      return choices.get((int) row.index()).value(name);
    }
    Facts known = facts.get(attribute);
    long chance = mix(row.index() * 31 + known.seed());
    if (!known.always() && (chance >>> 56) < 20) {
      return null;
    }
    return value(attribute, row, chance & Long.MAX_VALUE);
  }

  private Object value(Attribute attribute, Row row, long chance) {
    long fresh = row.revision() == 0 ? chance : mix(chance + row.revision()) & Long.MAX_VALUE;
    return switch (attribute.kind()) {
      case TEXT -> of(WORDS, chance) + " " + of(WORDS, chance >> 20) + " " + row.index();
      case PERSON -> of(FIRST, chance) + " " + of(LAST, chance >> 20);
      case EMAIL ->
          of(FIRST, chance).toLowerCase(java.util.Locale.ROOT) + row.index() + "@example.org";
      case PHONE -> "555-01" + (10 + fresh % 90);
      case CITY -> of(CITIES, chance);
      case MEMO -> memo(row, fresh);
      case WHOLE -> fresh % 10_000;
      case BIG -> fresh;
      case DECIMAL -> BigDecimal.valueOf(chance % 10_000_000_000L, 10);
      case MONEY -> BigDecimal.valueOf(fresh % 100_000_000_000L, 4);
      case DOUBLE -> chance % 36_000_000 / 100_000.0 - 180;
      case FLAG -> (chance & 1) == 0;
      case MOMENT, LOCAL -> Instant.ofEpochSecond(1_500_000_000L + chance % 250_000_000L);
      case DAY ->
          row.index() == ANCIENT
              ? BEFORE_THE_CALENDAR
              : LocalDate.of(1930, 1, 1).plusDays(chance % 30_000);
      case LOOKUP, CUSTOMER, OWNER, REFERENCE -> target(attribute, chance);
      case CHOICE, STATUS -> (long) choice(attribute, chance);
      case STATE -> (long) ((chance & 15) == 0 ? 1 : 0);
      case MULTI ->
          attribute.choices().stream()
              .filter(choice -> (chance >> choice.value() % 8 & 1) == 0)
              .map(choice -> Integer.toString(choice.value()))
              .collect(Collectors.collectingAndThen(Collectors.joining(","), Values::orNull));
      case IMAGE -> "iVBORw0KGgoAAAANSUhEUg==";
      case FILE -> new UUID(chance, chance);
      case KEY, LABEL -> null;
    };
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String memo(Row row, long chance) {
    if (row.index() == LONG_MEMO) {
      String line = "Line one\r\n\tbell \u0007, nul \u0000, escape \u001b, a smile \ud83d\ude42. ";
      return line.repeat(MEMO_CHARS / line.length() + 1).substring(0, MEMO_CHARS);
    }
    return "“"
        + of(WORDS, chance)
        + "”, "
        + of(WORDS, chance >> 20)
        + ".\nRevision "
        + row.revision();
  }

  private static String of(String[] words, long chance) {
    return words[(int) (chance % words.length)];
  }

  private static int choice(Attribute attribute, long chance) {
    List<Choice> choices = attribute.choices();
    return choices.get((int) (chance % choices.size())).value();
  }

  /** The table that a lookup points to follows from the key. */
  private UUID target(Attribute attribute, long chance) {
    List<Table> targets = facts.get(attribute).targets();
    if (targets.isEmpty()) {
      return null;
    }
    Table table = targets.get((int) (chance % targets.size()));
    long size = rows.apply(table.name()).size();
    return size == 0 ? null : table.id((chance >> 3) % size);
  }

  /** Returns which table a key belongs to. */
  Table tableOf(Attribute attribute, UUID key) {
    for (Table table : facts.get(attribute).targets()) {
      if (table.index(key) >= 0) {
        return table;
      }
    }
    throw new IllegalArgumentException("No table has the key " + key);
  }

  /** Returns the text that people see for a value; null where they see nothing. */
  String label(Attribute attribute, Object value) {
    return switch (attribute.kind()) {
      case CHOICE, STATE, STATUS -> attribute.label(((Long) value).intValue());
      case MULTI ->
          java.util.Arrays.stream(((String) value).split(","))
              .map(one -> attribute.label(Integer.parseInt(one)))
              .collect(Collectors.joining("; "));
      case LOOKUP, CUSTOMER, OWNER -> name(attribute, (UUID) value);
      case FLAG -> (Boolean) value ? "Yes" : "No";
      case MONEY -> "$" + ((BigDecimal) value).setScale(2, java.math.RoundingMode.HALF_UP);
      default -> null;
    };
  }

  private String name(Attribute attribute, UUID key) {
    Table table = tableOf(attribute, key);
    Row row = rows.apply(table.name()).row(table.index(key));
    Attribute primary = names.get(table.name());
    return primary == null ? null : String.valueOf(of(table, row, primary));
  }
}
