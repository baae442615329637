package tributary.sandbox.dataverse;

import java.time.Instant;

/**
 * What a row is at, beside what follows from its number.
 *
 * @param index its number in the table
 * @param revision how often it was changed
 * @param version its version number, which grows with every change of any row
 * @param created when it came; null where nobody knows
 * @param modified when it was changed last
 * @param deleted whether it is gone
 */
record Row(
    long index, int revision, long version, Instant created, Instant modified, boolean deleted) {}
