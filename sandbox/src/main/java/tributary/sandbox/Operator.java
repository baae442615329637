package tributary.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Larkmere Senior Living, an invented operator of care homes, and the people who live there. */
record Operator(List<Facility> facilities, List<Resident> residents) {
  static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
  static final List<String> LEVELS = List.of("IL", "AL", "MC", "SNF");
  private static final int RESIDENTS = 3_200;

  record Facility(
      String code, String name, String city, String state, int beds, LocalDate opened) {}

  record Resident(
      int id,
      String firstName,
      String lastName,
      LocalDate born,
      LocalDateTime admitted,
      String facility,
      String room,
      String level,
      BigDecimal monthlyRate,
      boolean active) {}

  static Operator invent() {
    List<Facility> facilities = homes();
    Dice dice = new Dice(20_260_101);
    List<Resident> residents = new ArrayList<>();
    for (int i = 0; i < RESIDENTS; i++) {
      Facility home = dice.of(facilities);
      String level = dice.of(LEVELS);
      residents.add(
          new Resident(
              100_001 + i,
              dice.of(Names.FIRST),
              dice.of(Names.LAST),
              dice.date(LocalDate.of(1925, 1, 1), LocalDate.of(1961, 12, 31)),
              dice.moment(LocalDate.of(2016, 1, 1), TODAY.minusDays(1)),
              home.code(),
              "%d%02d%s"
                  .formatted(dice.between(1, 4), dice.between(1, 40), dice.percent(20) ? "B" : "A"),
              level,
              dice.money(
                  2_900 + 1_100 * LEVELS.indexOf(level), 4_800 + 2_300 * LEVELS.indexOf(level)),
              dice.percent(72)));
    }
    return new Operator(facilities, List.copyOf(residents));
  }

  private static List<Facility> homes() {
    return List.of(
        new Facility(
            "LM001", "Larkmere at Willow Bend", "Willow Bend", "OH", 142, LocalDate.of(1998, 4, 1)),
        new Facility(
            "LM002", "Larkmere at Stony Brook", "Stony Brook", "OH", 96, LocalDate.of(2001, 9, 15)),
        new Facility(
            "LM003", "Larkmere Gardens", "Fairhaven", "PA", 210, LocalDate.of(1989, 6, 30)),
        new Facility(
            "LM004", "Larkmere Heights", "Cedar Hill", "PA", 118, LocalDate.of(2007, 2, 1)),
        new Facility(
            "LM005",
            "The Commons at Larkmere",
            "New Albion",
            "IN",
            164,
            LocalDate.of(2012, 11, 12)),
        new Facility(
            "LM006", "Larkmere Lakeside", "Port Clement", "MI", 88, LocalDate.of(2016, 5, 20)),
        new Facility(
            "LM007", "Larkmere Memory Care, East", "Fairhaven", "PA", 54, LocalDate.of(2019, 8, 5)),
        new Facility(
            "LM008", "Larkmere \"Old Mill\"", "Mill Creek", "MI", 72, LocalDate.of(2023, 3, 27)));
  }
}
