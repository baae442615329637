package tributary.plugin.dynamics.odata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import tributary.spi.ConfigValues;
import tributary.spi.ConnectorException;
import tributary.spi.HttpTarget;
import tributary.spi.Secret;

/**
 * The settings of one connection to a service of any kind.
 *
 * @param root of the service
 * @param authentication how to sign in
 * @param tokenAddress where tokens are given, for client credentials
 * @param authorities PEM, where other than the public ones are trusted
 */
record ODataConfig(
    URI root,
    Authentication authentication,
    Optional<String> username,
    Optional<Secret> password,
    Optional<Secret> token,
    Optional<URI> tokenAddress,
    Optional<String> clientId,
    Optional<Secret> clientSecret,
    Optional<String> scope,
    Optional<String> authorities,
    int pageSize,
    int parallel) {
  static final String ADDRESS = "address";
  static final String AUTHENTICATION = "authentication";
  static final String USERNAME = "username";
  static final String PASSWORD = "password";
  static final String TOKEN = "token";
  static final String TOKEN_ADDRESS = "tokenAddress";
  static final String CLIENT_ID = "clientId";
  static final String CLIENT_SECRET = "clientSecret";
  static final String SCOPE = "scope";
  static final String AUTHORITIES = "trustedAuthorities";
  static final String PAGE_SIZE = "pageSize";
  static final String PARALLEL = "parallelRequests";

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** How to sign in. */
  enum Authentication {
    NONE("none", "None"),
    BASIC("basic", "Username and password"),
    BEARER("bearer", "A token"),
    CLIENT("client", "OAuth 2 client credentials");

    private final String value;
    private final String label;

    Authentication(String value, String label) {
      this.value = value;
      this.label = label;
    }

    String value() {
      return value;
    }

    String label() {
      return label;
    }

    static Authentication of(String value) {
      for (Authentication one : values()) {
        if (one.value.equals(value)) {
          return one;
        }
      }
      return NONE;
    }
  }

  static ODataConfig of(ConfigValues values) {
    Authentication how = Authentication.of(values.text(AUTHENTICATION));
    return new ODataConfig(
        address(ADDRESS, values.optionalText(ADDRESS).orElse(""), how != Authentication.NONE),
        how,
        values.optionalText(USERNAME),
        values.optionalSecret(PASSWORD),
        values.optionalSecret(TOKEN),
        how == Authentication.CLIENT
            ? Optional.of(
                address(TOKEN_ADDRESS, values.optionalText(TOKEN_ADDRESS).orElse(""), true))
            : Optional.empty(),
        values.optionalText(CLIENT_ID),
        values.optionalSecret(CLIENT_SECRET),
        values.optionalText(SCOPE),
        values.authorities(AUTHORITIES),
        (int) values.whole(PAGE_SIZE),
        (int) values.whole(PARALLEL));
  }

  private static URI address(String key, String text, boolean secrets) {
    try {
      URI address = new URI(text.strip());
      boolean https = "https".equals(address.getScheme());
      boolean known = https || "http".equals(address.getScheme());
      if (address.getHost() != null && known && address.getRawQuery() == null) {
        if (secrets && !https && !THIS_MACHINE.contains(address.getHost())) {
          throw ConnectorException.inField(
              key,
              ODataError.ADDRESS_INVALID,
              "“" + text + "” would be shown the sign-in without encryption. Enter it with https.",
              null);
        }
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
        ODataError.ADDRESS_INVALID,
        (text.isBlank() ? "It is empty." : "“" + text + "” is not an address.")
            + " Enter one such as https://host/odata.",
        cause);
  }

  HttpTarget target(URI base) {
    HttpTarget target = HttpTarget.of(base);
    return authorities.map(target::trusting).orElse(target);
  }
}
