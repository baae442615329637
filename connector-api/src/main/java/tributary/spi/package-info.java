/**
 * The contract between Tributary and a connector.
 *
 * <p>Read it in this order: {@link tributary.spi.ConnectorPlugin} is what a JAR offers; {@link
 * tributary.spi.ConnectorFactory} describes a connector and makes it; {@link
 * tributary.spi.Connector} is a live connection; {@link tributary.spi.Source} lists, plans and
 * reads; {@link tributary.spi.BatchReader} and {@link tributary.spi.BatchBuilder} move rows.
 *
 * <p>No parameter and no result is null unless its documentation says so; {@link
 * java.util.Optional} stands for what may be missing. A connector knows neither tenants nor
 * entities: it does not know whom it serves.
 */
package tributary.spi;
