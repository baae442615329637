package tributary.plugin.dynamics.odata;

/**
 * Links that lead from page to page. It remembers one of them at a time, each twice as far on as
 * the one before, and so sees a circle of any length (after R. P. Brent).
 */
final class LinkChain {
  private String remembered;
  private long behind;
  private long forgottenAt = 1;

  LinkChain(String first) {
    remembered = first;
  }

  /** Goes on to the next page; returns whether the links lead in a circle. */
  boolean comesRound(String next) {
    boolean seen = next.equals(remembered);
    behind++;
    if (behind == forgottenAt) {
      remembered = next;
      forgottenAt *= 2;
      behind = 0;
    }
    return seen;
  }
}
