package tributary.run;

import java.io.Serializable;
import java.util.List;

/**
 * What a run of only the rejected reads.
 *
 * @param files of how many objects rows were rejected
 * @param runs the numbers of the runs that found them
 * @param failedTables how many tables failed in the last run
 */
public record RunAgain(int files, List<Long> runs, int failedTables) implements Serializable {
  private static final int NAMED = 3;

  public RunAgain {
    runs = List.copyOf(runs);
  }

  /** Returns it in words, such as "Again: 3 rejected files of run 12". */
  public String words() {
    String rejected = files == 0 ? "" : counted(files, "rejected file") + " of " + ofRuns();
    String failed = failedTables == 0 ? "" : counted(failedTables, "failed table");
    return "Again: " + rejected + (files > 0 && failedTables > 0 ? ", " : "") + failed;
  }

  private String ofRuns() {
    if (runs.size() == 1) {
      return "run " + runs.get(0);
    }
    return runs.size() > NAMED
        ? runs.size() + " runs"
        : "runs "
            + String.join(
                ", ", runs.subList(0, runs.size() - 1).stream().map(String::valueOf).toList())
            + " and "
            + runs.get(runs.size() - 1);
  }

  private static String counted(int count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
