package tributary.plugin.dynamics.odata;

/**
 * An entity set: a table of the service.
 *
 * @param table how its rows are asked for
 * @param tracked whether the service says that it tells changes by links
 */
record ODataSet(ODataTable table, boolean tracked) {}
