package tributary.plugin.s3;

/**
 * An object as a listing shows it.
 *
 * @param key its full key
 * @param etag names its content
 * @param size in bytes
 */
record S3Item(String key, String etag, long size) {}
