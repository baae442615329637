package tributary.spi;

/** The tabs of the "Choose connector" screen. */
public enum Category {
  AZURE("Azure"),
  DATABASE("Database"),
  ELECTRONIC_HEALTH_RECORDS("Electronic Health Records"),
  FILE("File"),
  GENERIC_PROTOCOL("Generic Protocol"),
  HEALTHCARE("Healthcare"),
  HEALTHCARE_PAYERS("Healthcare Payers"),
  NOSQL("NoSQL"),
  SERVICES_AND_APPS("Services and Apps");

  private final String label;

  Category(String label) {
    this.label = label;
  }

  /** Returns the label of the tab. */
  public String label() {
    return label;
  }
}
