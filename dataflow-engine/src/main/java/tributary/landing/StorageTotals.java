package tributary.landing;

/**
 * What entities use on disk together.
 *
 * @param entities how many
 * @param present bytes of the states that their views show
 * @param states how many earlier states are kept
 * @param stateBytes what they use
 * @param undos how many incremental runs' before-images are kept
 * @param undoBytes what they use
 * @param goes how many of these the next clean-up drops
 * @param goesBytes what they use
 * @param loading bytes of rows that runs have read and not published
 * @param unmeasured how many states are not measured yet
 */
public record StorageTotals(
    long entities,
    long present,
    long states,
    long stateBytes,
    long undos,
    long undoBytes,
    long goes,
    long goesBytes,
    long loading,
    long unmeasured) {}
