package tributary.verification.boot;

import java.nio.file.Path;

/** What the modules before this one have built. */
final class BuiltProduct {
  private static final Path SOURCE = Path.of(System.getProperty("tributary.source"));

  private BuiltProduct() {}

  static Path war() {
    return SOURCE.resolve("launcher/target/app/tributary.war");
  }

  static Path plugins() {
    return SOURCE.resolve("plugins");
  }
}
