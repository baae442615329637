/** What the vendors' stand-ins share of HTTP. */
package tributary.sandbox.wire;
