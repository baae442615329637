package tributary.sandbox.pcc;

/**
 * How subscribers are told of events.
 *
 * @param twice of a hundred messages, how many are sent a second time
 * @param lost of a hundred, how many are never sent
 * @param shuffleMillis how much later one may come than it should
 * @param firstPauseMillis the pause before the first further try; each next is twice as long
 * @param longestPauseMillis how long a pause becomes at most
 * @param attempts how often one is sent until it comes through
 */
public record Telling(
    int twice,
    int lost,
    int shuffleMillis,
    int firstPauseMillis,
    int longestPauseMillis,
    int attempts) {
  /** Once, in order, and eight times within about two minutes. */
  public static final Telling USUAL = new Telling(0, 0, 0, 1_000, 3_600_000, 8);

  /** Tells so many of a hundred a second time. */
  public Telling twice(int ofHundred) {
    return new Telling(
        ofHundred, lost, shuffleMillis, firstPauseMillis, longestPauseMillis, attempts);
  }

  /** Lets one come so much later than it should, at most. */
  public Telling shuffled(int millis) {
    return new Telling(twice, lost, millis, firstPauseMillis, longestPauseMillis, attempts);
  }

  /** Tries so often, after pauses from the first to the longest. */
  public Telling trying(int times, int firstMillis, int longestMillis) {
    return new Telling(twice, lost, shuffleMillis, firstMillis, longestMillis, times);
  }

  /** Returns the pause after so many tries. */
  long pauseMillis(int tries) {
    return Math.min(longestPauseMillis, (long) firstPauseMillis << Math.min(tries - 1, 30));
  }
}
