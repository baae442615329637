/**
 * Reads Apache Avro's object container files. The container's blocks are taken apart here, so that
 * they stream and can be entered at any sync mark; schema and binary values are Apache Avro's own.
 */
package tributary.plugin.s3.avro;
