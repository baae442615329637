package tributary.web.security;

/** Where a browser may be sent after sign-in. */
final class Destination {
  private Destination() {}

  /** Returns the page when it is a plain path on this server, else the first page. */
  static String within(String contextPath, String next) {
    boolean own =
        next != null
            && next.startsWith(contextPath + "/")
            && !next.startsWith("//")
            && next.chars().noneMatch(c -> c < 0x20 || c == '\\' || c == 0x7f)
            && !next.startsWith(contextPath + SignInRedirect.PAGE);
    return own ? next : contextPath + "/";
  }
}
