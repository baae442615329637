package tributary.spi;

import java.util.List;

/**
 * What the target made of a batch.
 *
 * @param accepted how many records it took
 * @param refused the ones it did not
 */
public record WriteReceipt(int accepted, List<RowRefusal> refused) {
  public WriteReceipt {
    refused = List.copyOf(refused);
  }
}
