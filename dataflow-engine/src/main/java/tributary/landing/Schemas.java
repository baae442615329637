package tributary.landing;

/** Brings the control tables and the landing's tables to the form this version needs. */
public interface Schemas {
  /**
   * Applies what is missing, before anything else touches the database. Safe to call from several
   * nodes at once. Refuses a database that a newer version has changed.
   */
  void migrate();
}
