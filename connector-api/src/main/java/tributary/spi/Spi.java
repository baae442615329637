package tributary.spi;

/** The version of this contract. A plugin states the one it was built for; the host checks it. */
public final class Spi {
  /** The version that this copy of the contract describes. */
  public static final int VERSION = 1;

  private Spi() {}
}
