/** The rules between and inside the modules, held over their compiled classes. */
package tributary.verification.architecture;
