package tributary.disk;

import java.util.OptionalLong;

/**
 * How much room there is for data.
 *
 * @param free bytes; empty where the product cannot know it
 * @param watermark bytes that are kept free; 0: none
 */
public record DiskState(OptionalLong free, long watermark) {
  /** Returns whether new runs wait. */
  public boolean isShort() {
    return watermark > 0 && free.isPresent() && free.getAsLong() < watermark;
  }

  /** Returns why a run waits and what to do, for the person. */
  public String words() {
    return "Waits for disk space: %s free, %s are kept free. It begins by itself when there is room. Have the operator make room, or lower tributary.disk.watermark."
        .formatted(
            free.isPresent() ? ByteCount.words(free.getAsLong()) : "an unknown amount is",
            ByteCount.words(watermark));
  }
}
