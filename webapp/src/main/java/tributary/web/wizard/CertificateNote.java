package tributary.web.wizard;

/**
 * What is said beside the field of a certificate.
 *
 * @param mood good, warn or bad
 */
public record CertificateNote(String mood, String text) {}
