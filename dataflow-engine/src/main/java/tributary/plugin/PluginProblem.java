package tributary.plugin;

/**
 * A plugin JAR that could not be loaded.
 *
 * @param jar its file name
 * @param reason why, and what to do, in words for the operator
 */
public record PluginProblem(String jar, String reason) {}
