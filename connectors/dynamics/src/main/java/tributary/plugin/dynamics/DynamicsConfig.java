package tributary.plugin.dynamics;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.spi.ConfigValues;
import tributary.spi.ConnectorException;
import tributary.spi.HttpTarget;
import tributary.spi.KeyMaterial;
import tributary.spi.Secret;

/**
 * The settings of one connection.
 *
 * @param username where a user signs in; empty: the application does
 * @param certificate in place of the secret
 * @param organization the environment's address, without a path
 * @param tenant where it is not the one that the environment tells
 * @param authority where it is not the one that the environment tells
 * @param pageSize rows asked for at a time
 * @param parallel questions under way at once, at most
 */
record DynamicsConfig(
    Optional<String> username,
    Optional<Secret> password,
    String clientId,
    Optional<Secret> clientSecret,
    Optional<KeyMaterial> certificate,
    URI organization,
    Optional<String> tenant,
    Optional<URI> authority,
    String apiVersion,
    int pageSize,
    int parallel) {
  static final String USERNAME = "username";
  static final String PASSWORD = "password";
  static final String CLIENT_ID = "clientId";
  static final String CLIENT_SECRET = "clientSecret";
  static final String DOMAIN_URL = "domainUrl";
  static final String CERTIFICATE = "certificate";
  static final String CERTIFICATE_PASSWORD = "certificatePassword";
  static final String TENANT = "tenant";
  static final String AUTHORITY = "authority";
  static final String API_VERSION = "apiVersion";
  static final String PAGE_SIZE = "pageSize";
  static final String PARALLEL = "parallelRequests";

  static final String USUAL_VERSION = "v9.2";

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  /** The service itself gives a question up after two minutes. */
  private static final Duration TO_ANSWER = Duration.ofSeconds(130);

  static DynamicsConfig of(ConfigValues values) {
    String version = values.text(API_VERSION).strip();
    if (!version.matches("v\\d{1,2}\\.\\d{1,2}")) {
      throw ConnectorException.inField(
          API_VERSION,
          ODataError.ADDRESS_INVALID,
          "“" + version + "” is no version of the Web API. Enter one such as v9.2.",
          null);
    }
    return new DynamicsConfig(
        filled(values.optionalText(USERNAME)),
        values.optionalSecret(PASSWORD).filter(DynamicsConfig::isFilled),
        values.optionalText(CLIENT_ID).orElse("").strip(),
        values.optionalSecret(CLIENT_SECRET).filter(DynamicsConfig::isFilled),
        Optional.of(values.certificate(CERTIFICATE)).filter(key -> key.pkcs12().length > 0),
        address(DOMAIN_URL, values.optionalText(DOMAIN_URL).orElse("")),
        filled(values.optionalText(TENANT)).map(DynamicsConfig::tenant),
        filled(values.optionalText(AUTHORITY)).map(text -> address(AUTHORITY, text)),
        version,
        (int) values.whole(PAGE_SIZE),
        (int) values.whole(PARALLEL));
  }

  private static Optional<String> filled(Optional<String> text) {
    return text.map(String::strip).filter(value -> !value.isEmpty());
  }

  private static boolean isFilled(Secret secret) {
    return secret.reveal().length > 0;
  }

  private static String tenant(String text) {
    if (text.matches("[A-Za-z0-9.-]{1,200}")) {
      return text;
    }
    throw ConnectorException.inField(
        TENANT,
        ODataError.ADDRESS_INVALID,
        "“" + text + "” is no tenant. Enter its ID, or a domain such as company.onmicrosoft.com.",
        null);
  }

  /** People paste what their browser shows: only the host counts. */
  private static URI address(String key, String text) {
    String whole = text.strip();
    String complete = whole.contains("://") ? whole : "https://" + whole;
    try {
      URI address = new URI(complete);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      boolean own = THIS_MACHINE.contains(String.valueOf(address.getHost()));
      if (address.getHost() != null && (scheme.equals("https") || scheme.equals("http") && own)) {
        int port = address.getPort();
        return new URI(scheme, null, address.getHost(), port, null, null, null);
      }
    } catch (URISyntaxException e) {
      throw invalid(key, whole, e);
    }
    throw invalid(key, whole, null);
  }

  private static ConnectorException invalid(String key, String text, Exception cause) {
    return ConnectorException.inField(
        key,
        ODataError.ADDRESS_INVALID,
        (text.isEmpty() ? "It is empty." : "“" + text + "” is not an address with https.")
            + " Enter one such as https://org.crm.dynamics.com.",
        cause);
  }

  /** Returns whether a user signs in, and not the application. */
  boolean isUser() {
    return username.isPresent();
  }

  HttpTarget api() {
    return target(URI.create(organization + "/api/data/" + apiVersion + "/"));
  }

  HttpTarget target(URI base) {
    return new HttpTarget(base, Optional.empty(), Optional.empty(), TO_CONNECT, TO_ANSWER, 0);
  }
}
