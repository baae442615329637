package tributary.sandbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Writes a large CSV file with thirteen typed columns, the same for the same number of rows:
 *
 * <pre>java -cp tributary-sandbox.jar tributary.sandbox.LargeCsv 3000000 residents.csv</pre>
 *
 * <p>Three million rows are about 410 MB.
 */
public final class LargeCsv {
  private static final String HEADER =
      "event_id,event_key,resident_id,first_name,last_name,birth_date,recorded_at,facility_code,"
          + "diagnosis_code,pulse,amount,temperature,active\n";
  private static final List<String> CODES = List.of("I10", "E11.9", "G30.9", "N18.30", "F03.90");

  private LargeCsv() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("Give the number of rows and the file: LargeCsv 3000000 large.csv");
      System.exit(2);
    }
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 20)) {
      write(Long.parseLong(arguments[0]), out);
    }
  }

  /** Writes the header and the rows; the stream stays open. */
  public static void write(long rows, OutputStream out) throws IOException {
    write(1, rows, 42, out);
  }

  /**
   * Writes the header and some of the rows; the stream stays open.
   *
   * @param first the identifier of the first row
   * @param rows how many
   * @param seed another one gives other content
   */
  public static void write(long first, long rows, long seed, OutputStream out) throws IOException {
    out.write(HEADER.getBytes(StandardCharsets.UTF_8));
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder line = new StringBuilder(256);
    for (long row = first; row < first + rows; row++) {
      line.setLength(0);
      append(line, row, random);
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void append(StringBuilder line, long row, SplittableRandom random) {
    line.append(row).append(',');
    hex(line, random.nextLong(), random.nextLong());
    line.append(',').append(10_000_000 + random.nextInt(90_000_000)).append(',');
    line.append(Names.FIRST.get(random.nextInt(Names.FIRST.size()))).append(',');
    line.append(Names.LAST.get(random.nextInt(Names.LAST.size()))).append(',');
    line.append(LocalDate.ofEpochDay(-16_000 + random.nextInt(12_000))).append(',');
    line.append(LocalDate.ofEpochDay(19_000 + random.nextInt(1_600)));
    time(line, random.nextInt(86_400));
    line.append("Z,LM00").append(1 + random.nextInt(8)).append(',');
    line.append(CODES.get(random.nextInt(CODES.size()))).append(',');
    line.append(50 + random.nextInt(60)).append(',');
    decimal(line, random.nextInt(2_000_000), 2);
    line.append(',');
    decimal(line, 350 + random.nextInt(40), 1);
    line.append(random.nextInt(4) > 0 ? ",true\n" : ",false\n");
  }

  private static void time(StringBuilder line, int second) {
    twoDigits(line.append('T'), second / 3600);
    twoDigits(line.append(':'), second / 60 % 60);
    twoDigits(line.append(':'), second % 60);
  }

  private static void twoDigits(StringBuilder line, int number) {
    line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static void decimal(StringBuilder line, int value, int scale) {
    int unit = scale == 2 ? 100 : 10;
    line.append(value / unit).append('.');
    if (scale == 2) {
      twoDigits(line, value % unit);
    } else {
      line.append(value % unit);
    }
  }

  private static void hex(StringBuilder line, long high, long low) {
    line.append(new UUID(high & ~0xF000L | 0x4000L, low & (-1L >>> 2) | 1L << 63));
  }
}
