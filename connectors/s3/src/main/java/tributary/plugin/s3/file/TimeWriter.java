package tributary.plugin.s3.file;

import tributary.plugin.s3.file.DateTimeScan.Kind;
import tributary.spi.BatchBuilder;

/** Appends dates and times. */
final class TimeWriter {
  private TimeWriter() {}

  /**
   * The dates of one column.
   *
   * @param times how they are written
   * @param dayFirst whether the day comes before the month
   */
  record Dates(DateTimes times, boolean dayFirst) {
    void date(BatchBuilder out, byte[] bytes, int from, int to) {
      DateTimeScan value = times.parse(bytes, from, to, dayFirst);
      if (value.isWholeDay()) {
        out.date(value.day());
      } else {
        misfit(out, bytes, from, to, dateProblem(value));
      }
    }

    void local(BatchBuilder out, byte[] bytes, int from, int to) {
      DateTimeScan value = times.parse(bytes, from, to, dayFirst);
      switch (value.kind) {
        case DATE, LOCAL -> out.localTimestamp(value.localMicros());
        case INSTANT ->
            misfit(out, bytes, from, to, "has a time zone, which a time without one would lose");
        case NONE, TIME -> misfit(out, bytes, from, to, "is not a date and time" + order());
      }
    }

    void instant(BatchBuilder out, byte[] bytes, int from, int to) {
      DateTimeScan value = times.parse(bytes, from, to, dayFirst);
      switch (value.kind) {
        case INSTANT -> out.timestamp(value.micros);
        case DATE, LOCAL ->
            misfit(out, bytes, from, to, "has no time zone, so that it is no certain instant");
        case NONE, TIME -> misfit(out, bytes, from, to, "is not a date and time" + order());
      }
    }

    void time(BatchBuilder out, byte[] bytes, int from, int to) {
      DateTimeScan value = times.parse(bytes, from, to, dayFirst);
      if (value.kind == Kind.TIME) {
        out.time(value.micros);
      } else {
        misfit(out, bytes, from, to, "is not a time of day");
      }
    }

    private String dateProblem(DateTimeScan value) {
      return switch (value.kind) {
        case LOCAL, INSTANT -> "has a time of day, which a date would lose";
        case DATE, NONE, TIME -> "is not a date" + order();
      };
    }

    private String order() {
      return dayFirst ? " (dates of this column have the day first)" : "";
    }

    private static void misfit(BatchBuilder out, byte[] bytes, int from, int to, String problem) {
      out.misfit(RawText.of(bytes, from, to), problem);
    }
  }
}
