/** A connector for the fault battery: a file of changes, read by cursor and merged by key. */
package tributary.verification.faults.changelog;
