/** Strict local stand-ins of vendors' servers, holding invented data. */
package tributary.sandbox;
