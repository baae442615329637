package tributary.plugin.pcc;

/**
 * A facility that the application sees.
 *
 * @param id what the API wants
 * @param code what a person knows as its number
 */
record PccFacility(long id, String code, String name) {
  /** Returns how a person is told of it. */
  String words() {
    return (name.isEmpty() ? "facility" : name) + " (" + id + ")";
  }
}
