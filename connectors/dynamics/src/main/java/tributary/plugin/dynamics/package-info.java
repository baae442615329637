/**
 * Reads Dynamics 365 and every other application of Microsoft Dataverse through its Web API: every
 * readable table, by the service's own metadata, with change tracking.
 */
package tributary.plugin.dynamics;
