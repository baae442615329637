package tributary.plugin.s3.file;

import java.math.BigDecimal;
import java.util.Arrays;
import tributary.spi.BatchBuilder;
import tributary.spi.ColumnType;

/**
 * Parses one value where it lies and appends it. An empty value is absent; a quoted empty one is
 * empty text in a text column. What does not fit is handed on as a misfit, never bent into shape.
 */
interface ValueWriter extends CsvScanner.FieldTaker<BatchBuilder> {
  /**
   * Returns the writer of a column.
   *
   * @param type the column's type
   * @param dayFirst whether dates such as 1/2/2024 have the day first
   * @param times how dates and times are written
   */
  static ValueWriter of(ColumnType type, boolean dayFirst, DateTimes times) {
    TimeWriter.Dates dates = new TimeWriter.Dates(times, dayFirst);
    return switch (type) {
      case TEXT -> ValueWriter::text;
      case WHOLE -> trimmed(ValueWriter::whole);
      case DECIMAL -> trimmed(ValueWriter::decimal);
      case DOUBLE -> trimmed(ValueWriter::real);
      case BOOLEAN -> trimmed(ValueWriter::flag);
      case DATE -> trimmed(dates::date);
      case LOCAL_TIMESTAMP -> trimmed(dates::local);
      case TIMESTAMP -> trimmed(dates::instant);
      case TIME -> trimmed(dates::time);
      case UUID -> trimmed(ValueWriter::uuid);
      case JSON -> trimmed(ValueWriter::json);
      case BYTES -> ValueWriter::bytes;
    };
  }

  /** Appends a value that is not empty and has no space around it. */
  interface Trimmed {
    void write(BatchBuilder out, byte[] bytes, int from, int to);
  }

  private static ValueWriter trimmed(Trimmed writer) {
    return (out, bytes, from, to, quoted) -> {
      int first = from;
      int last = to;
      while (first < last && bytes[first] == ' ') {
        first++;
      }
      while (first < last && bytes[last - 1] == ' ') {
        last--;
      }
      if (first == last) {
        out.absent();
      } else {
        writer.write(out, bytes, first, last);
      }
    };
  }

  private static void text(BatchBuilder out, byte[] bytes, int from, int to, boolean quoted) {
    if (from == to && !quoted) {
      out.absent();
    } else {
      out.text(bytes, from, to);
    }
  }

  private static void bytes(BatchBuilder out, byte[] bytes, int from, int to, boolean quoted) {
    if (from == to) {
      out.absent();
    } else {
      out.bytes(Arrays.copyOfRange(bytes, from, to));
    }
  }

  private static void whole(BatchBuilder out, byte[] bytes, int from, int to) {
    switch (Numbers.kindOf(bytes, from, to)) {
      case WHOLE -> out.whole(Numbers.whole(bytes, from, to));
      case LONG_WHOLE -> longWhole(out, bytes, from, to);
      case DECIMAL -> misfit(out, bytes, from, to, "is not a whole number");
      case EXPONENT, NONE -> notNumber(out, bytes, from, to, "is not a whole number");
    }
  }

  private static void longWhole(BatchBuilder out, byte[] bytes, int from, int to) {
    BigDecimal value = Numbers.decimal(bytes, from, to);
    if (value.precision() <= 19 && value.toBigInteger().bitLength() < Long.SIZE) {
      out.whole(value.longValueExact());
    } else {
      misfit(out, bytes, from, to, "is beyond the whole numbers of 64 bits");
    }
  }

  private static void decimal(BatchBuilder out, byte[] bytes, int from, int to) {
    switch (Numbers.kindOf(bytes, from, to)) {
      case WHOLE, LONG_WHOLE, DECIMAL, EXPONENT -> out.decimal(Numbers.decimal(bytes, from, to));
      case NONE -> notNumber(out, bytes, from, to, "is not a number");
    }
  }

  private static void real(BatchBuilder out, byte[] bytes, int from, int to) {
    if (Numbers.kindOf(bytes, from, to) == Numbers.Kind.NONE) {
      notNumber(out, bytes, from, to, "is not a number");
      return;
    }
    double value = Double.parseDouble(Numbers.text(bytes, from, to));
    if (Double.isInfinite(value)) {
      misfit(out, bytes, from, to, "is beyond the floating numbers of 64 bits");
    } else {
      out.real(value);
    }
  }

  private static void flag(BatchBuilder out, byte[] bytes, int from, int to) {
    int value = Booleans.parse(bytes, from, to);
    if (value == Booleans.NEITHER) {
      misfit(out, bytes, from, to, "is neither true nor false");
    } else {
      out.flag(value == Booleans.YES);
    }
  }

  private static void uuid(BatchBuilder out, byte[] bytes, int from, int to) {
    if (Uuids.isUuid(bytes, from, to)) {
      out.uuid(Uuids.parse(bytes, from));
    } else {
      misfit(out, bytes, from, to, "is not a UUID");
    }
  }

  private static void json(BatchBuilder out, byte[] bytes, int from, int to) {
    String raw = RawText.of(bytes, from, to);
    if (Json.isWellFormed(raw)) {
      out.json(raw);
    } else {
      out.misfit(raw, "is not JSON");
    }
  }

  private static void notNumber(BatchBuilder out, byte[] bytes, int from, int to, String problem) {
    boolean padded = Numbers.isZeroPadded(bytes, from, to);
    misfit(
        out,
        bytes,
        from,
        to,
        padded ? "has a leading zero or plus sign, which a number would lose" : problem);
  }

  private static void misfit(BatchBuilder out, byte[] bytes, int from, int to, String problem) {
    out.misfit(RawText.of(bytes, from, to), problem);
  }
}
