/**
 * What an author of a connector tests with: {@link tributary.testkit.ConnectorContract} is the
 * contract as tests to subclass; the rest stands in for the host.
 */
package tributary.testkit;
