package tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints as it goes and keeps the same as Markdown. */
final class Report {
  private final StringBuilder text = new StringBuilder();

  void line(String format, Object... values) {
    String line = Figures.text(format, values);
    System.out.println(line);
    text.append(line).append('\n');
  }

  /** Says on the screen alone how far it is. */
  void progress(String format, Object... values) {
    System.out.println("  " + Figures.text(format, values));
  }

  void heading(String figure, String unit) {
    line("");
    line("| %s | median %s | minimum | maximum |", figure, unit);
    line("|---|---|---|---|");
  }

  void row(String name, Figures figures, String format) {
    line("%s", "| " + name + " " + figures.cells(format));
  }

  void writeTo(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
