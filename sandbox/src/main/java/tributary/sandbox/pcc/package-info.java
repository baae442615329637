/**
 * A strict stand-in of PointClickCare, for trying the product and for tests. What it knows of the
 * vendor's API stands in {@link tributary.sandbox.pcc.Endpoint} and the writers of rows; each says
 * whether a fact is confirmed by a public client or document, or inferred.
 */
package tributary.sandbox.pcc;
