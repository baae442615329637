package tributary.sandbox.pcc;

/** Chance that depends on nothing but its three numbers, and costs next to nothing to begin. */
final class Chance {
  private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

  private long state;

  Chance(long seed, long topic, long key) {
    this.state = mix(seed * STEP + mix(topic * STEP + mix(key + STEP)));
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }

  long next() {
    state += STEP;
    return mix(state);
  }

  /** A number from 0 up to, not including, the bound. */
  int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  boolean percent(int share) {
    return below(100) < share;
  }

  <T> T of(T[] choices) {
    return choices[below(choices.length)];
  }

  /** That many decimal digits, the first of them not 0. */
  String digits(int count) {
    StringBuilder text = new StringBuilder(count).append((char) ('1' + below(9)));
    while (text.length() < count) {
      text.append((char) ('0' + below(10)));
    }
    return text.toString();
  }
}
