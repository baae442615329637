/**
 * The Amazon S3 connector. {@link tributary.plugin.s3.S3Plugin} is what the host loads; {@code
 * S3Objects} is the only class that talks to the server, {@code S3Failures} turns its refusals into
 * words, {@code S3Tables} decides what a table is, {@code S3Source} reads.
 */
package tributary.plugin.s3;
