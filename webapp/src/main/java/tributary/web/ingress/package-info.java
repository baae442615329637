/**
 * Where vendors send events. Nobody is signed in here: the connectors demand their vendors' proof.
 */
package tributary.web.ingress;
