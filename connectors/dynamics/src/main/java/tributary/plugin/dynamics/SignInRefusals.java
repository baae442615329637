package tributary.plugin.dynamics;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.spi.ConnectorException;

/** Puts what the authority refuses into words: each of its numbers has its remedy. */
final class SignInRefusals {
  private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,9})");

  /** What a server answers that knows nothing of signing in. */
  private static final int NOT_MADE_FOR_IT = 501;

  private final DynamicsConfig config;

  SignInRefusals(DynamicsConfig config) {
    this.config = config;
  }

  /** Tells what must be filled in for the mode that the settings choose. */
  void requireSettings() {
    if (config.clientId().isEmpty()) {
      throw missing(DynamicsConfig.CLIENT_ID, "Enter the Client ID.");
    }
    if (config.isUser()) {
      if (config.password().isEmpty()) {
        throw missing(
            DynamicsConfig.PASSWORD,
            "Enter the Password of “"
                + config.username().orElseThrow()
                + "”, or empty the Username to sign in as the application.");
      }
    } else if (config.clientSecret().isEmpty() && config.certificate().isEmpty()) {
      throw missing(
          DynamicsConfig.CLIENT_SECRET,
          "Enter the Client secret, a Certificate under Advanced, or a Username and Password.");
    }
  }

  private static ConnectorException missing(String key, String words) {
    return ConnectorException.inField(key, ODataError.SETTING_MISSING, words, null);
  }

  ConnectorException notDataverse(int status) {
    if (status == 404 && !config.apiVersion().equals(DynamicsConfig.USUAL_VERSION)) {
      return ConnectorException.inField(
          DynamicsConfig.API_VERSION,
          ODataError.NOT_THE_SERVICE,
          "“"
              + config.organization().getHost()
              + "” has no version "
              + config.apiVersion()
              + " of the Web API. Enter "
              + DynamicsConfig.USUAL_VERSION
              + " as API version under Advanced; if that does not help, correct the Domain URL.",
          null);
    }
    return ConnectorException.inField(
        DynamicsConfig.DOMAIN_URL,
        ODataError.NOT_THE_SERVICE,
        "“"
            + config.organization().getHost()
            + "” answers, but not as Dynamics 365 does. Enter the environment's own address, such"
            + " as https://org.crm.dynamics.com: the Power Platform admin center shows it as"
            + " Environment URL.",
        null);
  }

  ConnectorException strangeAuthority(URI named) {
    return ConnectorException.inField(
        DynamicsConfig.AUTHORITY,
        ODataError.AUTHORITY_UNKNOWN,
        "“"
            + config.organization().getHost()
            + "” says to sign in at “"
            + named
            + "”, which is none of Microsoft's addresses. If it is right, enter it as Authority"
            + " under Advanced; otherwise correct the Domain URL.",
        null);
  }

  ConnectorException notAnAuthority(DynamicsSignIn.Place place) {
    return ConnectorException.inField(
        DynamicsConfig.AUTHORITY,
        ODataError.NOT_THE_SERVICE,
        "“"
            + place.authority().getHost()
            + "” answers, but does not give tokens as Microsoft does. Correct the Authority under"
            + " Advanced, or empty it.",
        null);
  }

  ConnectorException refusal(int status, String body, DynamicsSignIn.Place place) {
    Matcher number = NUMBER.matcher(body);
    if (!number.find()) {
      return status == 429 || status >= 500 && status != NOT_MADE_FOR_IT
          ? new ConnectorException(
              ODataError.SERVER_FAILED,
              "The sign-in at “"
                  + place.authority().getHost()
                  + "” fails with status "
                  + status
                  + ". Try again later.",
              null)
          : notAnAuthority(place);
    }
    return known(number.group(1), body, place);
  }

  private ConnectorException known(String number, String body, DynamicsSignIn.Place place) {
    String said = " (AADSTS" + number + ")";
    return switch (number) {
      case "50126", "50034", "50056", "50057", "50055" ->
          ConnectorException.inField(
              number.equals("50034") ? DynamicsConfig.USERNAME : DynamicsConfig.PASSWORD,
              ODataError.CREDENTIALS_REFUSED,
              "Microsoft refuses the Username “"
                  + config.username().orElse("")
                  + "” with this Password: one of them is wrong, the password has expired, or the"
                  + " user is disabled"
                  + said
                  + ".",
              null);
      case "7000215", "7000222", "7000218" ->
          ConnectorException.inField(
              DynamicsConfig.CLIENT_SECRET,
              ODataError.CREDENTIALS_REFUSED,
              (number.equals("7000222")
                      ? "The Client secret has expired. Make a new one"
                      : "Microsoft refuses the Client ID “"
                          + config.clientId()
                          + "” with this Client secret. Enter the secret's value (not its ID)")
                  + " under Certificates & secrets of the app registration"
                  + said
                  + ".",
              null);
      case "700027", "700030", "50012" ->
          ConnectorException.inField(
              DynamicsConfig.CERTIFICATE,
              ODataError.CREDENTIALS_REFUSED,
              (body.contains("key used is expired")
                      ? "The certificate has expired. Make a new one and upload its public part to"
                          + " the app registration"
                      : "Microsoft does not accept the certificate for the Client ID “"
                          + config.clientId()
                          + "”. Upload its public part to the app registration, or choose the one"
                          + " that is there")
                  + said
                  + ".",
              null);
      case "700024" ->
          ConnectorException.inField(
              DynamicsConfig.CERTIFICATE,
              ODataError.CREDENTIALS_REFUSED,
              "What the certificate signs is not good at the time that Microsoft's clock shows."
                  + " Ask the operator to set this machine's clock"
                  + said
                  + ".",
              null);
      case "65001", "90094", "65004" ->
          ConnectorException.inField(
              DynamicsConfig.CLIENT_ID,
              ODataError.CONSENT_MISSING,
              "Nobody has consented that the application “"
                  + config.clientId()
                  + "” may use Dynamics 365. Ask an administrator of the tenant to grant admin"
                  + " consent to it under API permissions"
                  + said
                  + ".",
              null);
      case "50076", "50079", "50074", "50158", "53003" ->
          ConnectorException.inField(
              DynamicsConfig.USERNAME,
              ODataError.SECOND_FACTOR_DEMANDED,
              "“"
                  + config.username().orElse("")
                  + "” must sign in with a second factor, which an import cannot do. Sign in as the"
                  + " application: empty Username and Password, enter the Client secret, and add"
                  + " the application as an application user of the environment"
                  + said
                  + ".",
              null);
      case "90002", "900021", "900023", "50020" ->
          ConnectorException.inField(
              DynamicsConfig.TENANT,
              ODataError.TENANT_UNKNOWN,
              "Microsoft does not know the tenant “"
                  + place.tenant()
                  + "”. Correct or empty the Tenant under Advanced, and the Authority where the"
                  + " cloud is another"
                  + said
                  + ".",
              null);
      case "700016" ->
          ConnectorException.inField(
              DynamicsConfig.CLIENT_ID,
              ODataError.APPLICATION_UNKNOWN,
              "The tenant does not know the application “"
                  + config.clientId()
                  + "”. Copy the Application (client) ID from the app registration"
                  + said
                  + ".",
              null);
      case "500011" ->
          ConnectorException.inField(
              DynamicsConfig.DOMAIN_URL,
              ODataError.NOT_THE_SERVICE,
              "The tenant has no environment “"
                  + config.organization()
                  + "”. Correct the Domain URL"
                  + said
                  + ".",
              null);
      default ->
          new ConnectorException(
              ODataError.CREDENTIALS_REFUSED,
              "Microsoft refuses the sign-in with AADSTS"
                  + number
                  + ". Look the number up at https://login.microsoftonline.com/error, or ask an"
                  + " administrator of the tenant.",
              null);
    };
  }
}
