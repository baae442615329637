/** Brings up what the in-container tests need: database, source, and one server for all of them. */
package tributary.verification.boot;
