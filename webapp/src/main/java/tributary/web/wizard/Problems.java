package tributary.web.wizard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.web.json.Json;

/** What is wrong with a draft: each problem on its field, and all of them at the top. */
public class Problems implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern ENTITY_NAME = Pattern.compile("tables\\[(\\d{1,6})\\]\\.entityName");

  private final LinkedHashMap<String, FieldProblem> byField = new LinkedHashMap<>();
  private String general = "";

  void clear() {
    byField.clear();
    general = "";
  }

  void take(Refusal refusal) {
    take(refusal.fields());
    if (refusal.fields().isEmpty()) {
      general = refusal.getMessage();
    }
  }

  void take(List<FieldProblem> problems) {
    problems.forEach(this::put);
  }

  void put(FieldProblem problem) {
    byField.put(problem.field(), problem);
  }

  void forget(String field) {
    byField.remove(field);
    general = "";
  }

  /** Forgets the problems of all fields whose path begins so. */
  void forgetAll(String prefix) {
    byField.keySet().removeIf(field -> field.startsWith(prefix));
    general = "";
  }

  /** Returns the problem of this field; null when there is none. */
  public FieldProblem at(String field) {
    return byField.get(field);
  }

  /** Returns the problems of tables' entity names, as JSON. */
  public String getOfTables() {
    List<OfTable> all = new ArrayList<>();
    byField.forEach(
        (field, problem) -> {
          Matcher matcher = ENTITY_NAME.matcher(field);
          if (matcher.matches()) {
            int table = Integer.parseInt(matcher.group(1));
            all.add(new OfTable(table, problem.message(), problem.suggestion()));
          }
        });
    return Json.text(all);
  }

  /** A problem of a table's entity name, as the grid shows it. */
  private record OfTable(int at, String message, String suggestion) {}

  public boolean isAny() {
    return !byField.isEmpty() || !general.isEmpty();
  }

  /** Returns all texts, for the summary. */
  public List<String> getTexts() {
    List<String> texts = new ArrayList<>();
    if (!general.isEmpty()) {
      texts.add(general);
    }
    byField.values().forEach(problem -> texts.add(problem.message()));
    return texts;
  }

  /** Returns the index of the first table with a problem; -1 when none has one. */
  int firstTable() {
    return byField.keySet().stream()
        .filter(field -> field.matches("tables\\[\\d{1,6}\\].*"))
        .mapToInt(field -> Integer.parseInt(field.substring(7, field.indexOf(']'))))
        .min()
        .orElse(-1);
  }
}
