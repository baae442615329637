package tributary.landing;

import java.util.HashMap;
import java.util.Map;

/** What is to be said about the row that is being appended. */
final class RowNotes {
  private static final int LONGEST_VALUE = 8_192;

  private final StringBuilder issues = new StringBuilder();
  private final StringBuilder rejectReason = new StringBuilder();
  private final Map<Integer, String> misfits = new HashMap<>();

  void clear() {
    if (!issues.isEmpty() || !rejectReason.isEmpty()) {
      issues.setLength(0);
      rejectReason.setLength(0);
      misfits.clear();
    }
  }

  /** Notes a change to a value; {@code raw} null: the value need not be kept. */
  void issue(String column, String problem, CharSequence raw) {
    issues.append(issues.isEmpty() ? "[{\"column\":" : ",{\"column\":");
    JsonText.quote(column, issues);
    issues.append(",\"problem\":");
    JsonText.quote(problem, issues);
    if (raw != null) {
      issues.append(",\"value\":");
      JsonText.quote(
          raw.length() > LONGEST_VALUE ? raw.subSequence(0, LONGEST_VALUE) + "…" : raw, issues);
    }
    issues.append('}');
  }

  void reject(int index, String column, String problem, CharSequence raw) {
    rejectReason.append(rejectReason.isEmpty() ? "" : "; ").append(column).append(' ');
    rejectReason.append(problem);
    misfits.put(index, Reject.keepable(raw));
  }

  boolean hasIssues() {
    return !issues.isEmpty();
  }

  /** Returns the issues as a JSON array, which is not closed yet. */
  StringBuilder issues() {
    return issues;
  }

  boolean rejected() {
    return !rejectReason.isEmpty();
  }

  String rejectReason() {
    return rejectReason.toString();
  }

  Map<Integer, String> misfits() {
    return misfits;
  }
}
