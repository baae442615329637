package tributary.verification.source;

/** What the source server lets in. */
public final class SourceKeys {
  public static final String ACCESS_KEY = "AKIDTRIBUTARYTESTS01";
  public static final String SECRET_KEY = "kF9vQ2sT7xW4zB1nM6cR3hJ8pL5gD0aY";

  private SourceKeys() {}
}
