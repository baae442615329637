/**
 * Connectors against services that were not made for them: server, and where there is one, model
 * and data, are by others. What a connector brings is compared with what the service says over
 * plain HTTP, read without the connectors' code.
 */
package tributary.foreign;
