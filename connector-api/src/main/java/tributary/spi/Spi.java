package tributary.spi;

/**
 * The version of this contract. A plugin states the one it was built for; the host checks it.
 *
 * <p>2 brings {@link Http}; 3 brings webhooks: {@link WebhookReceiver} was never called before; and
 * {@link Source#layoutOfChanges}; 4 brings {@link NextCursor.Swept}, {@link Source#readBeside} and
 * {@link Source#readersMostlyWait}; 5 brings {@link ConfigField.Choice#ofHost} and {@link
 * Source#expect}; 6 brings {@link ReadRequest.Full#cursorWanted}, {@link Column#label} and {@link
 * TableDescriptor#changes}.
 */
public final class Spi {
  /** The version that this copy of the contract describes. */
  public static final int VERSION = 6;

  /** The oldest version whose plugins still work: later ones only added to it. */
  public static final int OLDEST = 1;

  private Spi() {}
}
