package tributary.plugin.s3.file;

import java.math.BigDecimal;
import java.util.UUID;

/** Takes one value of a file that knows its types. Units are those of {@code BatchBuilder}. */
public interface ValueSink {
  void absent();

  void whole(long value);

  void decimal(BigDecimal value);

  void real(double value);

  void flag(boolean value);

  void date(long epochDay);

  void localTimestamp(long epochMicros);

  void timestamp(long epochMicros);

  void time(long microsOfDay);

  void uuid(UUID value);

  /** Takes text; bytes that are not UTF-8 are told as such. */
  void text(byte[] utf8, int from, int to);

  void text(String value);

  /** Takes a well-formed JSON value. */
  void json(String value);

  void bytes(byte[] value);

  /** Takes a value that cannot be used, such as an error of a spreadsheet. */
  void misfit(String raw, String problem);
}
