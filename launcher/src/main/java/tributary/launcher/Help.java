package tributary.launcher;

/** The text of {@code --help}. */
final class Help {
  static final String TEXT =
      """
      Tributary brings data from other systems into typed PostgreSQL tables.

      Usage: ./tributary [options]
             java -jar launcher/target/tributary.jar [options]

      Options
        --port N           listen on port N (default 8080; 0 takes any free port)
        --data DIR         keep everything in DIR (default ./data)
        --plugins DIR      load connectors from DIR (default ./plugins)
        --sandbox          also start an S3 server with invented senior-care files,
                           a stand-in of PointClickCare with invented patients, and
                           a demo tenant whose dataflows are ready to run
        --ready-file FILE  when ready, write address, sign-in and token to FILE, as
                           JSON; the file goes away when Tributary stops
        --help             show this text
        --version          show the version

      Environment
        TRIBUTARY_DB_URL       use this PostgreSQL (15 to 18), not the embedded one,
                               as in jdbc:postgresql://db.example.org:5432/tributary
        TRIBUTARY_DB_USER      its user
        TRIBUTARY_DB_PASSWORD  the user's password
        TRIBUTARY_HEAP         memory of the application (default 256m)
        JAVA_HOME              the JDK to use, 17 or newer

      Stop it with Ctrl-C, or with SIGTERM.
      """;

  private Help() {}
}
