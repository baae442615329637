package tributary.spi;

/** A value that must not be printed. Its {@code toString} hides it; equality is by identity. */
public final class Secret {
  private final char[] value;

  /** Takes a copy of the value. */
  public Secret(char[] value) {
    this.value = value.clone();
  }

  /** Returns the secret of this text. */
  public static Secret of(String value) {
    return new Secret(value.toCharArray());
  }

  /** Returns a copy of the value in clear. Hand it to the vendor's client and to nothing else. */
  public char[] reveal() {
    return value.clone();
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
