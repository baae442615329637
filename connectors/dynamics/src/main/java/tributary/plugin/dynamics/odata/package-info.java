/**
 * Reads services that speak OData v4: links followed as they are given and never to another host,
 * pages in the memory of one record, limits kept, delta links with deletions. Dynamics 365 is one
 * such service; the card "OData v4" is for all others.
 */
package tributary.plugin.dynamics.odata;
