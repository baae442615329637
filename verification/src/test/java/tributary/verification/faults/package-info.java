/**
 * The fault battery: the product as processes on one database, killed, cut off and slowed down at
 * random moments, and an oracle that knows each row that must be there.
 */
package tributary.verification.faults;
