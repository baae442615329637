package tributary.web.wizard;

/** The pages of the wizard, in order. */
public enum Step {
  NAME("Set dataflow name", "new-dataflow.xhtml"),
  CONNECTOR("Choose connector", "choose-connector.xhtml"),
  GENERAL("General", "general.xhtml"),
  CONFIGURATION("Connector", "connector.xhtml"),
  TABLES("Table details", "table-details.xhtml");

  private final String title;
  private final String page;

  Step(String title, String page) {
    this.title = title;
    this.page = page;
  }

  /** Returns the words in the stepper. */
  public String title() {
    return title;
  }

  /** Returns the page's file. */
  public String page() {
    return page;
  }
}
