package tributary.plugin;

/**
 * A connector's symbol.
 *
 * @param mediaType {@code image/svg+xml} or {@code image/png}
 * @param bytes the image; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record IconImage(String mediaType, byte[] bytes) {}
