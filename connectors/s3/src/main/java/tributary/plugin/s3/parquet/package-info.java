/**
 * Reads Apache Parquet. The footer says where things are; pages are fetched and unpacked one by
 * one, so that memory grows neither with the file nor with a row group. Decoding of values and
 * assembly of nested records is Apache Parquet's own.
 */
package tributary.plugin.s3.parquet;
