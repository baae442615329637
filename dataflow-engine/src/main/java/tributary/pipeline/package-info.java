/** Moves rows from a source into a staging, batch by batch. Plain Java. */
package tributary.pipeline;
