/** JSON in and out: one mapper, strict in what it takes, and errors in the words of the sender. */
package tributary.web.json;
