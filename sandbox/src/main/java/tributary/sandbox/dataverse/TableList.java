package tributary.sandbox.dataverse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tributary.sandbox.dataverse.Attribute.Choice;
import tributary.sandbox.dataverse.Attribute.Kind;

/** Reads the tables from the list beside this class, and invents further ones. */
final class TableList {
  private static final int FIRST_CUSTOM = 10_000;

  /** Of a hundred invented tables one has names as long as the service lets them be. */
  private static final int EACH_LONG = 100;

  /** 64 characters, with its number. */
  private static final String LONG_NAME =
      "tr_interdisciplinarycareplanreviewmeetingattendanceandoutc_%05d";

  /** 100 characters, with its number. */
  private static final String LONG_LABEL =
      "Interdisciplinary Care Plan Review Meeting: Attendance, Outcomes, and Follow-up Assignments"
          + " (%06d)";

  private static final List<Choice> STATES =
      List.of(new Choice(0, "Active"), new Choice(1, "Inactive"));
  private static final List<Choice> STATUSES =
      List.of(new Choice(1, "Active"), new Choice(2, "Inactive"));

  private static final Attribute VERSION = plain("versionnumber", Kind.BIG, "Version Number");

  private final Map<String, Table> tables = new LinkedHashMap<>();

  private TableList() {}

  /** Returns the tables by logical name, with so many more that nobody knows. */
  static Map<String, Table> with(int more) {
    TableList list = new TableList();
    list.read(lines());
    list.tables.put(Choices.TABLE.name(), Choices.TABLE);
    for (int i = 1; i <= more; i++) {
      boolean named = i % EACH_LONG == 1;
      String name = (named ? LONG_NAME : "tr_table%04d").formatted(i);
      String label = (named ? LONG_LABEL : "Custom Table %d").formatted(i);
      list.read(
          List.of(
              "@" + name + " " + name + "s tr_name untracked 1 " + label,
              "tr_name text Name",
              "tr_amount money Amount"));
    }
    return list.tables;
  }

  private static List<String> lines() {
    try (InputStream in = TableList.class.getResourceAsStream("tables.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void read(List<String> lines) {
    String[] head = null;
    List<Attribute> attributes = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("@")) {
        add(head, attributes);
        head = line.substring(1).split(" ", 6);
        attributes = new ArrayList<>();
      } else if (!line.startsWith("#") && !line.isBlank()) {
        attributes.add(attribute(line));
      }
    }
    add(head, attributes);
  }

  private void add(String[] head, List<Attribute> own) {
    if (head == null) {
      return;
    }
    String name = head[0];
    List<Attribute> all = new ArrayList<>();
    all.add(plain(Table.keyOf(name), Kind.KEY, head[5]));
    all.addAll(own);
    boolean ties = head[3].equals("intersect");
    all.addAll(ties ? List.of(VERSION) : common());
    List<Attribute> beside = new ArrayList<>();
    for (Attribute attribute : all) {
      if (attribute.kind().isLookup() || attribute.kind().hasLabel()) {
        beside.add(plain(attribute.name() + "name", Kind.LABEL, ""));
      }
    }
    all.addAll(beside);
    boolean custom = name.startsWith("tr_");
    int number = custom ? FIRST_CUSTOM + tables.size() : tables.size() + 1;
    tables.put(
        name,
        new Table(
            name,
            head[1],
            ties ? "" : head[2],
            head[5],
            head[3].equals("tracked"),
            Integer.parseInt(head[4]),
            number,
            all));
  }

  private static List<Attribute> common() {
    return List.of(
        plain("createdon", Kind.MOMENT, "Created On"),
        plain("modifiedon", Kind.MOMENT, "Modified On"),
        new Attribute("createdby", Kind.LOOKUP, "Created By", List.of(), List.of("systemuser")),
        new Attribute("modifiedby", Kind.LOOKUP, "Modified By", List.of(), List.of("systemuser")),
        new Attribute("ownerid", Kind.OWNER, "Owner", List.of(), List.of("systemuser", "team")),
        new Attribute("statecode", Kind.STATE, "Status", STATES, List.of()),
        new Attribute("statuscode", Kind.STATUS, "Status Reason", STATUSES, List.of()),
        plain("importsequencenumber", Kind.WHOLE, "Import Sequence Number"),
        plain("overriddencreatedon", Kind.MOMENT, "Record Created On"),
        plain("timezoneruleversionnumber", Kind.WHOLE, "Time Zone Rule Version Number"),
        VERSION);
  }

  private static Attribute plain(String name, Kind kind, String displayName) {
    return new Attribute(name, kind, displayName, List.of(), List.of());
  }

  /** The type's choices or targets may hold blanks; the display name begins with a capital. */
  private static Attribute attribute(String line) {
    String[] words = line.split(" ", 3);
    int mark = words[1].indexOf('!');
    if (mark < 0) {
      Kind kind = Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
      List<String> targets = kind == Kind.CUSTOMER ? List.of("account", "contact") : List.of();
      return new Attribute(words[0], kind, words[2], List.of(), targets);
    }
    Kind kind = Kind.valueOf(words[1].substring(0, mark).toUpperCase(Locale.ROOT));
    String rest = line.substring(words[0].length() + mark + 2);
    if (kind == Kind.LOOKUP || kind == Kind.REFERENCE) {
      String[] parts = rest.split(" ", 2);
      return new Attribute(words[0], kind, parts[1], List.of(), List.of(parts[0].split(",")));
    }
    int end = rest.lastIndexOf('|');
    List<Choice> choices =
        Arrays.stream(rest.substring(0, end).split(";"))
            .map(one -> one.split("=", 2))
            .map(one -> new Choice(Integer.parseInt(one[0]), one[1]))
            .toList();
    return new Attribute(words[0], kind, rest.substring(end + 1), choices, List.of());
  }
}
