package tributary.launcher;

/**
 * The entry of the JAR. Compiled for Java 8, so that a Java that is too old says so in one line
 * instead of failing to load the class.
 */
public final class Main {
  private static final int OLDEST_JAVA = 17;

  private Main() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    String version = System.getProperty("java.specification.version");
    String complaint = complaint(version, System.getProperty("java.home"));
    if (complaint != null) {
      System.err.println(complaint);
      System.exit(2);
    }
    Class.forName("tributary.launcher.Launcher")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }

  /** What to tell a person whose Java is too old, or null when it is new enough. */
  static String complaint(String specificationVersion, String home) {
    String feature =
        specificationVersion.startsWith("1.")
            ? specificationVersion.substring(2)
            : specificationVersion;
    if (Integer.parseInt(feature) >= OLDEST_JAVA) {
      return null;
    }
    return "Tributary needs Java "
        + OLDEST_JAVA
        + " or newer; this is Java "
        + feature
        + " in "
        + home
        + ". Install a JDK "
        + OLDEST_JAVA
        + " and set JAVA_HOME to it.";
  }
}
