package tributary.spi;

/**
 * Names a connector for ever: it stands in saved dataflows and in the API.
 *
 * @param value lower-case letters, digits and hyphens, 2 to 40 characters, a letter first
 */
public record ConnectorId(String value) {
  public ConnectorId {
    if (!value.matches("[a-z][a-z0-9-]{1,39}")) {
      throw new IllegalArgumentException(
          "A connector id has 2 to 40 lower-case letters, digits and hyphens and starts with a"
              + " letter: "
              + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
