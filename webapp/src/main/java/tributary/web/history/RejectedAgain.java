package tributary.web.history;

import tributary.run.RunAgain;

/** How a run of only what was rejected or failed is offered. */
final class RejectedAgain {
  private RejectedAgain() {}

  /** Returns the words of the button. */
  static String label(RunAgain again) {
    if (again.files() == 0) {
      return "Run failed tables again (" + again.failedTables() + ")";
    }
    return "Run rejected files again (" + again.files() + ")";
  }
}
