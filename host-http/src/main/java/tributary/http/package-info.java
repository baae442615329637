/**
 * HTTP as the host speaks it for connectors, on the JDK's client: keys in memory, failures in
 * words, pacing, streams that do not hang. Clients of annotated interfaces are made by whoever has
 * a library for it ({@link tributary.http.AnnotatedClients}).
 */
package tributary.http;
