/** The built application in its server: persistence, engine and API. */
package tributary.verification.container;
