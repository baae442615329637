/**
 * What the product tells its operator while it works: metrics, traces and log lines that name their
 * run. None of them holds content of a row or a file's name.
 */
package tributary.web.telemetry;
