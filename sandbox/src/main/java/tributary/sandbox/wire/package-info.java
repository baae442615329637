/** What the vendors' stand-ins share: levers, packed answers, and certificates made on the spot. */
package tributary.sandbox.wire;
