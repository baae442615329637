package tributary.plugin.s3.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.plugin.s3.file.JsonRow.Field;
import tributary.plugin.s3.file.JsonRow.Kind;
import tributary.plugin.s3.file.JsonScanner.Found;
import tributary.spi.BatchBuilder;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/**
 * Appends objects of JSON. A key that no column has goes into the column {@value Sample#OTHER}
 * where the table has it; otherwise the row is rejected, so that nothing is lost unseen.
 */
final class JsonRows implements RowReader {
  private final JsonScanner scanner;
  private final OpenFile file;
  private final MeteredInput metered;
  private final List<Column> columns;
  private final ValueWriter[] writers;
  private final Map<String, Integer> placeOfKey = new HashMap<>();
  private final int otherColumn;
  private final Field[] values;
  private final JsonRow row = new JsonRow();

  JsonRows(JsonScanner scanner, OpenFile file, MeteredInput metered, ColumnWriters columns) {
    this.scanner = scanner;
    this.file = file;
    this.metered = metered;
    this.columns = columns.columns();
    this.writers = columns.writers();
    this.values = new Field[writers.length];
    int last = writers.length - 1;
    this.otherColumn =
        last >= 0
                && this.columns.get(last).name().equals(Sample.OTHER)
                && this.columns.get(last).type() == ColumnType.JSON
            ? last
            : -1;
    for (int i = 0; i < writers.length; i++) {
      if (i != otherColumn) {
        placeOfKey.putIfAbsent(this.columns.get(i).name(), i);
      }
    }
  }

  @Override
  public boolean next(BatchBuilder out) throws IOException, InterruptedException {
    Found found = scanner.next();
    if (found == Found.END) {
      return false;
    }
    Optional<String> problem =
        found == Found.BAD_VALUE
            ? Optional.of("is longer than " + scanner.limit() + ", the longest row that is read")
            : problem();
    StringBuilder other = new StringBuilder();
    if (problem.isEmpty()) {
      problem = place(other);
    }
    if (problem.isPresent()) {
      int to = Math.min(scanner.valueTo(), scanner.valueFrom() + RawText.LIMIT_BYTES);
      out.reject(
          scanner.valuePlace(),
          RawText.of(scanner.bytes(), scanner.valueFrom(), to),
          problem.get());
    } else {
      append(out, other);
    }
    return true;
  }

  private Optional<String> problem() throws IOException {
    byte[] bytes = scanner.bytes();
    int error = Utf8.errorAt(bytes, scanner.valueFrom(), scanner.valueTo());
    return error >= 0
        ? Optional.of(EncodingProblem.withRemedy(file, scanner.offsetOf(error)))
        : row.parse(bytes, scanner.valueFrom(), scanner.valueTo());
  }

  /** Sorts the fields to their columns; those without one are gathered. */
  private Optional<String> place(StringBuilder other) {
    Arrays.fill(values, null);
    for (Field field : row.fields()) {
      Integer place = placeOfKey.get(field.key());
      if (place != null) {
        values[place] = field;
      } else if (field.kind() == Kind.NULL) {
        continue;
      } else if (otherColumn >= 0) {
        other.append(other.isEmpty() ? '{' : ',');
        other.append(Json.quoted(field.key())).append(':').append(raw(field));
      } else {
        return Optional.of(
            "has the key \""
                + field.key()
                + "\", which is no column of the table. Read the table's columns again");
      }
    }
    if (!other.isEmpty()) {
      other.append('}');
    }
    return Optional.empty();
  }

  private void append(BatchBuilder out, StringBuilder other) {
    out.upsert(scanner.valuePlace());
    for (int i = 0; i < writers.length; i++) {
      if (i == otherColumn) {
        if (other.isEmpty()) {
          out.absent();
        } else {
          out.json(other);
        }
      } else if (values[i] == null || values[i].kind() == Kind.NULL) {
        out.absent();
      } else {
        append(out, i, values[i]);
      }
    }
  }

  private void append(BatchBuilder out, int column, Field field) {
    ColumnType type = columns.get(column).type();
    if (type == ColumnType.JSON) {
      out.json(raw(field));
    } else if (field.kind() == Kind.NESTED && type != ColumnType.TEXT) {
      out.misfit(raw(field), "is an object or array");
    } else if (field.kind() == Kind.STRING) {
      byte[] text = field.text().getBytes(StandardCharsets.UTF_8);
      writers[column].take(out, text, 0, text.length, true);
    } else {
      writers[column].take(out, scanner.bytes(), field.from(), field.to(), true);
    }
  }

  private String raw(Field field) {
    return RawText.of(scanner.bytes(), field.from(), field.to());
  }

  @Override
  public FilePosition position() {
    return new FilePosition(scanner.nextOffset(), scanner.nextPlace());
  }

  @Override
  public long bytesRead() {
    return metered.count();
  }

  @Override
  public void close() throws IOException {
    metered.close();
    file.close();
  }
}
