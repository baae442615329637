package tributary.run;

import java.io.Serializable;

/**
 * A source row that could not be landed.
 *
 * @param number counts up in the table run
 * @param source file and place
 * @param reason what is wrong, in words for people
 * @param rawRow the row as the source wrote it, cut when very long
 */
public record RejectRow(long number, String source, String reason, String rawRow)
    implements Serializable {}
