/** The REST API, {@code /api/v1}: parses at the edge, calls one use case, answers documents. */
package tributary.web.rest;
