/**
 * Dataflows as documents: what the API takes and gives, what the export holds, what a file brings.
 */
package tributary.web.definition;
