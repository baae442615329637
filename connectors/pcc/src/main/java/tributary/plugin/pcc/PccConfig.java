package tributary.plugin.pcc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tributary.spi.ConfigValues;
import tributary.spi.ConnectorException;
import tributary.spi.HttpTarget;
import tributary.spi.KeyMaterial;
import tributary.spi.Secret;

/**
 * The settings of one connection.
 *
 * @param facilities ids or codes; empty: all
 * @param authorities PEM, where other than the public ones are trusted
 * @param perSecond requests begun in a second, at most
 * @param reserve requests of the day left for others
 * @param waits whether a run waits for the next quota
 */
record PccConfig(
    String clientId,
    Secret clientSecret,
    String application,
    String organization,
    KeyMaterial certificate,
    List<String> facilities,
    URI authorization,
    URI api,
    Optional<String> authorities,
    int pageSize,
    int perSecond,
    long reserve,
    boolean waits) {
  static final String CLIENT_ID = "clientId";
  static final String CLIENT_SECRET = "clientSecret";
  static final String APPLICATION = "applicationName";
  static final String ORGANIZATION = "organizationUuid";
  static final String CERTIFICATE = "certificate";
  static final String CERTIFICATE_PASSWORD = "certificatePassword";
  static final String FACILITIES = "facilities";
  static final String AUTHORIZATION_URL = "authorizationUrl";
  static final String API_URL = "apiUrl";
  static final String AUTHORITIES = "trustedAuthorities";
  static final String PAGE_SIZE = "pageSize";
  static final String PER_SECOND = "requestsPerSecond";
  static final String RESERVE = "quotaToLeave";
  static final String WHEN_SPENT = "whenQuotaSpent";
  static final String END = "end";

  static PccConfig of(ConfigValues values) {
    return new PccConfig(
        values.optionalText(CLIENT_ID).orElse(""),
        values.optionalSecret(CLIENT_SECRET).orElseGet(() -> Secret.of("")),
        values.optionalText(APPLICATION).orElse(""),
        values.optionalText(ORGANIZATION).orElse(""),
        values.certificate(CERTIFICATE),
        listed(values.optionalText(FACILITIES).orElse("")),
        address(values, AUTHORIZATION_URL),
        address(values, API_URL),
        values.authorities(AUTHORITIES),
        (int) values.whole(PAGE_SIZE),
        (int) values.whole(PER_SECOND),
        values.whole(RESERVE),
        !values.text(WHEN_SPENT).equals(END));
  }

  private static List<String> listed(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static URI address(ConfigValues values, String key) {
    String text = values.optionalText(key).orElse("");
    try {
      URI address = new URI(text);
      if (address.getHost() != null
          && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw invalid(key, text, e);
    }
    throw invalid(key, text, null);
  }

  private static ConnectorException invalid(String key, String text, Exception cause) {
    return ConnectorException.inField(
        key,
        PccError.ADDRESS_INVALID,
        "“" + text + "” is not an address. Enter one such as https://host/path.",
        cause);
  }

  HttpTarget authorizationTarget() {
    return trusting(HttpTarget.of(authorization).with(certificate));
  }

  HttpTarget apiTarget() {
    return trusting(HttpTarget.of(api).with(certificate)).paced(perSecond);
  }

  private HttpTarget trusting(HttpTarget target) {
    return authorities.map(target::trusting).orElse(target);
  }
}
