/** The S3 server that the product reads in these tests, and a back door to what lies in it. */
package tributary.verification.source;
