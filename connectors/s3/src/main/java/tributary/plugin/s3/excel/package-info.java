/**
 * Reads workbooks of Excel's present format (.xlsx). The archive is entered where it stands, by
 * ranges; a sheet streams row by row, and only the shared texts are held.
 */
package tributary.plugin.s3.excel;
