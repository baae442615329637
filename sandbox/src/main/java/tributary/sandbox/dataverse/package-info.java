/**
 * A strict stand-in of Microsoft Dataverse's Web API: sign-in, metadata, rows, change tracking,
 * service protection and errors in the service's own shapes. Requests are understood by Apache
 * Olingo, against a model of its own.
 */
package tributary.sandbox.dataverse;
