package tributary.landing;

/**
 * What an entity uses on disk, indexes included.
 *
 * @param name the entity
 * @param purpose where it lands
 * @param dataflow which fills it
 * @param present bytes of the state that its view shows
 * @param states how many earlier states are kept
 * @param stateBytes what they use
 * @param undos of how many incremental runs the before-images are kept
 * @param undoBytes what they use
 * @param total all of it
 * @param goes how many earlier states and before-images the next clean-up drops
 * @param goesBytes what they use
 */
public record EntityStorage(
    String name,
    Purpose purpose,
    String dataflow,
    long present,
    long states,
    long stateBytes,
    long undos,
    long undoBytes,
    long total,
    long goes,
    long goesBytes) {}
