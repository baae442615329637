package tributary.sandbox.dataverse;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import org.apache.olingo.server.api.ODataApplicationException;

/** Answers questions for rows, page by page. */
final class RowPages {
  private static final DateTimeFormatter TOKEN =
      DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String LABEL = "@OData.Community.Display.V1.FormattedValue";
  private static final String LOOKUP = "@Microsoft.Dynamics.CRM.lookuplogicalname";
  private static final int MOST_COUNTED = 5_000;

  private final World world;
  private final Clock clock;
  private final String base;

  RowPages(World world, Clock clock, String base) {
    this.world = world;
    this.clock = clock;
    this.base = base;
  }

  /**
   * A page.
   *
   * @param rows what is on it
   * @param next where the next one begins; empty at the end
   * @param version the version when the first page was asked for
   */
  private record Page(List<Row> rows, Optional<Question.Cookie> next, long version, long count) {}

  byte[] answer(Question question, Preferences wanted, String rawQuery, Faults.Trouble trouble) {
    Page page = page(question, wanted.pageSize());
    return Json.bytes(
        json -> {
          json.writeStartObject();
          String set = base + "/$metadata#" + question.table().set();
          boolean changes = question.since().isPresent();
          json.writeStringField("@odata.context", set + (changes ? "/$delta" : ""));
          if (question.counted()) {
            json.writeNumberField("@odata.count", Math.min(MOST_COUNTED, page.count()));
          }
          json.writeArrayFieldStart("value");
          for (Row row : page.rows()) {
            if (row.deleted()) {
              gone(json, question.table(), row, set);
            } else {
              row(json, question, row, wanted, trouble);
            }
          }
          json.writeEndArray();
          link(json, question, page, wanted, rawQuery, trouble);
          json.writeEndObject();
        });
  }

  private void link(
      JsonGenerator json,
      Question question,
      Page page,
      Preferences wanted,
      String rawQuery,
      Faults.Trouble trouble)
      throws IOException {
    String set = base + "/" + question.table().set();
    if (page.next().isPresent()) {
      String kept = Question.queryWithout(rawQuery, "skiptoken");
      String start =
          trouble.of(Fault.Kind.FOREIGN_LINK).isPresent()
              ? "https://collector.example/api/data/v9.2/" + question.table().set()
              : set;
      json.writeStringField(
          "@odata.nextLink",
          start
              + "?"
              + (kept.isEmpty() ? "" : kept + "&")
              + "$skiptoken="
              + Question.encoded(page.next().get().text()));
    } else if (wanted.track() || question.since().isPresent()) {
      String kept = Question.queryWithout(rawQuery, "skiptoken", "deltatoken");
      json.writeStringField(
          "@odata.deltaLink",
          set
              + "?"
              + (kept.isEmpty() ? "" : kept + "&")
              + "$deltatoken="
              + Question.encoded(page.version() + "!" + TOKEN.format(clock.instant())));
    }
  }

  byte[] answer(Aggregation asked) throws ODataApplicationException {
    long count = asked.count(world.rows(asked.table()));
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("@odata.context", base + "/$metadata#" + asked.table().set());
          json.writeArrayFieldStart("value");
          json.writeStartObject();
          json.writeNumberField(asked.alias(), count);
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private Page page(Question question, int size) {
    Rows all = world.rows(question.table());
    Question.Cookie from = question.cookie().orElse(new Question.Cookie(1, 0, 0, world.version()));
    long limit = Math.min(size, question.top() - from.given());
    Scan scan = new Scan(question, from, limit, number -> number);
    if (question.since().isPresent()) {
      List<Long> changed = List.copyOf(all.since(question.since().get()));
      return scan.over(changed.size(), number -> all.row(changed.get((int) number)), true);
    }
    if (question.order().isPresent()) {
      List<Row> sorted = sorted(question, all);
      return scan.over(sorted.size(), number -> sorted.get((int) number), false);
    }
    long rows = all.size();
    if (question.backwards()) {
      return scan.over(rows, number -> all.row(rows - 1 - number), false);
    }
    return new Scan(question, from, limit, question.span().numbers(all)::from)
        .over(rows, all::row, false);
  }

  private static List<Row> sorted(Question question, Rows all) {
    List<Row> matching = new ArrayList<>();
    for (long index = 0; index < all.size(); index++) {
      Row row = all.row(index);
      if (!row.deleted() && Boolean.TRUE.equals(question.filter().apply(row))) {
        matching.add(row);
      }
    }
    matching.sort(question.order().orElseThrow());
    return matching;
  }

  /** Finds the rows by their numbers. */
  private interface Numbered {
    Row row(long number);
  }

  /** Goes over the rows from where the last page ended, and over those alone that can match. */
  private record Scan(
      Question question, Question.Cookie from, long limit, LongUnaryOperator index) {
    Page over(long size, Numbered rows, boolean withGone) {
      List<Row> page = new ArrayList<>();
      long count = 0;
      long number = index.applyAsLong(from.after());
      for (;
          number < size && (page.size() < limit || question.counted());
          number = index.applyAsLong(number + 1)) {
        Row row = rows.row(number);
        boolean fits = row.deleted() ? withGone : Boolean.TRUE.equals(question.filter().apply(row));
        if (fits) {
          count++;
          if (page.size() < limit) {
            page.add(row);
          }
        }
      }
      long given = from.given() + page.size();
      boolean more = number < size && given < question.top() && !question.counted();
      return new Page(
          page,
          more
              ? Optional.of(new Question.Cookie(from.number() + 1, number, given, from.version()))
              : Optional.empty(),
          from.version(),
          count);
    }
  }

  private static void gone(JsonGenerator json, Table table, Row row, String set)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("@odata.context", set + "/$deletedEntity");
    json.writeStringField("id", table.id(row.index()).toString());
    json.writeStringField("reason", "deleted");
    json.writeEndObject();
  }

  private void row(
      JsonGenerator json, Question question, Row row, Preferences wanted, Faults.Trouble trouble)
      throws IOException {
    Values values = world.values();
    Optional<Fault> spoilt = trouble.of(Fault.Kind.FIELD);
    json.writeStartObject();
    json.writeStringField("@odata.etag", "W/\"" + row.version() + "\"");
    for (Map.Entry<String, Attribute> column : question.columns().entrySet()) {
      Attribute attribute = column.getValue();
      String name = column.getKey();
      Object value = values.of(question.table(), row, attribute);
      if (spoilt.isPresent() && attribute.name().equals(spoilt.get().column())) {
        json.writeFieldName(name);
        json.writeRawValue(spoilt.get().json());
        continue;
      }
      if (value != null && wanted.labels()) {
        String label = values.label(attribute, value);
        if (label != null) {
          json.writeStringField(name + LABEL, label);
        }
      }
      if (value != null && wanted.lookups() && attribute.kind().isLookup()) {
        json.writeStringField(name + LOOKUP, values.tableOf(attribute, (UUID) value).name());
      }
      json.writeFieldName(name);
      write(json, value);
    }
    json.writeEndObject();
  }

  /** A formatter costs more than all else of a row. */
  private static String text(Instant moment) {
    LocalDateTime at = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(20).append(at.getYear());
    two(out.append('-'), at.getMonthValue());
    two(out.append('-'), at.getDayOfMonth());
    two(out.append('T'), at.getHour());
    two(out.append(':'), at.getMinute());
    two(out.append(':'), at.getSecond());
    return out.append('Z').toString();
  }

  private static void two(StringBuilder out, int number) {
    if (number < 10) {
      out.append('0');
    }
    out.append(number);
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Instant moment) {
      json.writeString(text(moment));
    } else {
      json.writeString(value.toString());
    }
  }
}
