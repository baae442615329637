package tributary.plugin.dynamics;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.plugin.dynamics.odata.Refusals;
import tributary.spi.ConnectorException;

/** Puts what the service refuses into words. Its codes tell more than its statuses. */
final class DynamicsRefusals implements Refusals {
  private static final Pattern COLUMN = Pattern.compile("property named '([^']{1,200})'");
  private static final String EXPIRED = "0x80044352";
  private static final String NO_MEMBER = "0x80072560";
  private static final String AGGREGATE_LIMIT = "0x8004e023";
  private static final String SQL_TIMEOUT = "0x80044151";

  private static final int MOST_SAID = 200;

  private final DynamicsConfig config;

  DynamicsRefusals(DynamicsConfig config) {
    this.config = config;
  }

  @Override
  public String service() {
    return "Dynamics 365";
  }

  @Override
  public ConnectorException notTheService() {
    return ConnectorException.inField(
        DynamicsConfig.DOMAIN_URL,
        ODataError.NOT_THE_SERVICE,
        "“" + config.organization().getHost() + "” answers, but not as Dynamics 365 does.",
        null);
  }

  @Override
  public ConnectorException refusal(int status, String body, String what) {
    Map<String, String> error = DynamicsSignIn.fields(body, "error.code", "error.message");
    String code = error.getOrDefault("error.code", "").toLowerCase(java.util.Locale.ROOT);
    String message = error.getOrDefault("error.message", "");
    if (code.equals(EXPIRED) || status == 410) {
      return new ConnectorException(
          ODataError.CURSOR_EXPIRED,
          "Dynamics 365 no longer knows what changed in "
              + what
              + " since the last run: it keeps that for some days only. Run again: then everything is read.",
          null);
    }
    if (code.equals(SQL_TIMEOUT) || status == 504) {
      return new ConnectorException(
          ODataError.QUERY_TIMEOUT,
          "Dynamics 365 took too long over "
              + what
              + ". Lower the Page size under Advanced, or run at a quieter time.",
          null);
    }
    if (code.equals(AGGREGATE_LIMIT)) {
      return new ConnectorException(
          ODataError.TOO_MANY_TO_COUNT,
          "Dynamics 365 does not count so many rows of " + what + " at once.",
          null);
    }
    return switch (status) {
      case 401 ->
          new ConnectorException(
              ODataError.TOKEN_REFUSED,
              "Dynamics 365 refuses a token that was just given. Add the application as an"
                  + " application user of the environment “"
                  + config.organization().getHost()
                  + "” in the Power Platform admin center.",
              null);
      case 403 -> forbidden(code, what);
      case 404 ->
          error.isEmpty()
              ? notTheService()
              : new ConnectorException(
                  ODataError.TABLE_UNKNOWN,
                  "Dynamics 365 does not know "
                      + what
                      + ". If it was deleted there, take the table out of the dataflow.",
                  null);
      case 429, 503 ->
          new ConnectorException(
              ODataError.SLOW_DOWN,
              "Dynamics 365 asks again and again to slow down"
                  + tooMuch(code)
                  + ". Lower the Parallel requests under Advanced, run at a quieter time, or sign in"
                  + " as "
                  + (config.isUser() ? "a user" : "an application")
                  + " that nothing else signs in as: the limits are counted for each.",
              null);
      default -> other(status, code, message, what);
    };
  }

  /** Says which of the service protection limits is meant. */
  private static String tooMuch(String code) {
    return switch (code) {
      case "0x80072322" -> ": it was asked too often within five minutes (" + code + ")";
      case "0x80072321" ->
          ": the answers within five minutes took it too long together (" + code + ")";
      case "0x80072326" -> ": it was asked too much at once (" + code + ")";
      default -> "";
    };
  }

  private ConnectorException forbidden(String code, String what) {
    if (code.equals(NO_MEMBER)) {
      return new ConnectorException(
          ODataError.NOT_A_MEMBER,
          "Who signs in is no user of the environment. Add the "
              + (config.isUser()
                  ? "user “" + config.username().orElseThrow() + "”"
                  : "application as an application user")
              + " in the Power Platform admin center, with a security role.",
          null);
    }
    return new ConnectorException(
        ODataError.TABLE_FORBIDDEN,
        "Dynamics 365 does not let "
            + (config.isUser() ? "the user" : "the application")
            + " read "
            + what
            + ". Ask an administrator for a security role with the Read privilege on it, or leave"
            + " the table out.",
        null);
  }

  /** Its own words tell what is wrong with the question; rows are not in them. */
  private static String said(String message) {
    String line = message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    return line.isEmpty()
        ? ""
        : ": “" + (line.length() > MOST_SAID ? line.substring(0, MOST_SAID) + "…" : line) + "”";
  }

  private ConnectorException other(int status, String code, String message, String what) {
    Matcher column = COLUMN.matcher(message);
    if (status == 400 && column.find()) {
      return new ConnectorException(
          ODataError.COLUMN_GONE,
          "The column “"
              + column.group(1)
              + "” of "
              + what
              + " is gone since the run began. Run again: what is left will be read.",
          null);
    }
    if (status >= 500) {
      return new ConnectorException(
          ODataError.SERVER_FAILED,
          "Dynamics 365 has a fault of its own (status "
              + status
              + (code.isEmpty() ? "" : ", " + code)
              + ") with "
              + what
              + ". Try again later.",
          null);
    }
    return code.isEmpty()
        ? notTheService()
        : new ConnectorException(
            ODataError.REQUEST_REFUSED,
            "Dynamics 365 refuses the question for "
                + what
                + " ("
                + code
                + ")"
                + said(message)
                + ". Run again; if it stays so, leave the table out, or show this to an"
                + " administrator of the environment.",
            null);
  }
}
