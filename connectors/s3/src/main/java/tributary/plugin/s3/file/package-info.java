/**
 * Turns files of delimited text and JSON into typed rows. Knows bytes, not where they are stored.
 *
 * <p>{@link tributary.plugin.s3.file.FileTable} is the way in: it finds out a layout and opens
 * readers. Bytes flow through {@code FileOpener} (compression, encoding, format), a scanner ({@code
 * CsvScanner}, {@code JsonScanner}) that marks where values lie, and {@code ValueWriter}s that
 * parse each value where it lies.
 */
package tributary.plugin.s3.file;
