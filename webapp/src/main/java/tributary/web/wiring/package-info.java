/**
 * What only the running server can give: pools, threads, the clock, start and stop. The one place
 * of the product that reads the system's time and makes threads.
 */
package tributary.web.wiring;
