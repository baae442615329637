package tributary.sandbox.pcc;

/**
 * One row of a patient's.
 *
 * @param number its number among the patient's rows of that kind, for ever
 * @param created when it was made; never: at the beginning, the writer knows when
 * @param revised when it was changed last after that
 * @param stopped when it was brought to an end
 */
record Row(int number, long created, long revised, long stopped) {
  static Row fromStart(int number) {
    return new Row(number, Moments.NEVER, Moments.NEVER, Moments.NEVER);
  }

  Row revisedAt(long at) {
    return new Row(number, created, at, stopped);
  }

  Row stoppedAt(long at) {
    return new Row(number, created, at, at);
  }

  /** When it was made, given when it was if it is from the beginning. */
  long madeAt(long beginning) {
    return Moments.known(created) ? created : beginning;
  }

  /** When it was touched last, given when it was if it is from the beginning. */
  long touchedAt(long beginning) {
    return Moments.known(revised) ? revised : madeAt(beginning);
  }
}
