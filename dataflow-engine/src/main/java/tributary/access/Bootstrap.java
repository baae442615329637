package tributary.access;

/** The tenants, accounts and tokens that an installation begins with. */
public interface Bootstrap {
  /**
   * Makes what the file named by {@code tributary.bootstrap.file} lists and is not there yet; does
   * nothing when no file is named. Called once at start, after {@link
   * tributary.landing.Schemas#migrate()}. May be repeated.
   *
   * @throws IllegalStateException when the file cannot be read or is not understood, saying why;
   *     the text holds no password and no token
   */
  void ensure();
}
