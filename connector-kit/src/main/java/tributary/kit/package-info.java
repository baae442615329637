/**
 * Help for connectors that read JSON over HTTP. It is bundled into each plugin and never shared at
 * run time, so that each plugin may have its own version of it.
 */
package tributary.kit;
