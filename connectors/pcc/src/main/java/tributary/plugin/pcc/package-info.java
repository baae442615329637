/**
 * Reads PointClickCare through its public API, over mutual TLS.
 *
 * <p>What is known of the API stands in {@link tributary.plugin.pcc.PccTables} and its neighbours,
 * each fact once: confirmed ones are seen in public clients of the API; inferred ones say so.
 */
package tributary.plugin.pcc;
