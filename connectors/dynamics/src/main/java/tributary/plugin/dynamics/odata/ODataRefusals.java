package tributary.plugin.dynamics.odata;

import tributary.spi.ConnectorException;

/** Puts what a service of any kind refuses into words. */
final class ODataRefusals implements Refusals {
  private final ODataConfig config;

  ODataRefusals(ODataConfig config) {
    this.config = config;
  }

  @Override
  public String service() {
    return "“" + config.root().getHost() + "”";
  }

  @Override
  public ConnectorException notTheService() {
    return ConnectorException.inField(
        ODataConfig.ADDRESS,
        ODataError.NOT_THE_SERVICE,
        service()
            + " answers, but not as an OData v4 service does. Enter the root of the service: with"
            + " /$metadata behind it a browser shows its description.",
        null);
  }

  @Override
  public ConnectorException refusal(int status, String body, String what) {
    return switch (status) {
      case 401 -> signIn();
      case 403 ->
          new ConnectorException(
              ODataError.TABLE_FORBIDDEN,
              service()
                  + " does not let this sign-in read "
                  + what
                  + ". Ask who runs the service for the right, or leave the table out.",
              null);
      case 404 ->
          what.startsWith("“")
              ? new ConnectorException(
                  ODataError.TABLE_UNKNOWN,
                  service() + " has no table " + what + " any more. Take it out of the dataflow.",
                  null)
              : notTheService();
      case 405, 501 ->
          new ConnectorException(
              ODataError.REQUEST_REFUSED,
              service()
                  + " does not give out the rows of "
                  + what
                  + " by themselves. Leave the table out.",
              null);
      case 410 ->
          new ConnectorException(
              ODataError.CURSOR_EXPIRED,
              service()
                  + " no longer knows what changed in "
                  + what
                  + " since the last run. Run again: then everything is read.",
              null);
      case 429, 503 ->
          new ConnectorException(
              ODataError.SLOW_DOWN,
              service()
                  + " asks again and again to slow down. Lower the Parallel requests under"
                  + " Advanced, or run at a quieter time.",
              null);
      case 504 ->
          new ConnectorException(
              ODataError.QUERY_TIMEOUT,
              service() + " took too long over " + what + ". Lower the Page size under Advanced.",
              null);
      default -> other(status, what);
    };
  }

  private ConnectorException signIn() {
    String key =
        switch (config.authentication()) {
          case NONE -> ODataConfig.AUTHENTICATION;
          case BASIC -> ODataConfig.PASSWORD;
          case BEARER -> ODataConfig.TOKEN;
          case CLIENT -> ODataConfig.CLIENT_SECRET;
        };
    return ConnectorException.inField(
        key,
        ODataError.CREDENTIALS_REFUSED,
        service()
            + (config.authentication() == ODataConfig.Authentication.NONE
                ? " wants a sign-in. Choose how to sign in."
                : " refuses the sign-in. Correct it, or choose another way to sign in."),
        null);
  }

  private ConnectorException other(int status, String what) {
    return status >= 500
        ? new ConnectorException(
            ODataError.SERVER_FAILED,
            service()
                + " has a fault of its own (status "
                + status
                + ") with "
                + what
                + ". Try again later.",
            null)
        : new ConnectorException(
            ODataError.REQUEST_REFUSED,
            service()
                + " refuses the question for "
                + what
                + " (status "
                + status
                + "). If a column went there, run again.",
            null);
  }
}
