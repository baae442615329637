package tributary.sandbox.pcc;

/** How well a fact of the vendor's API is known. */
enum Source {
  /** A public client or document shows it. */
  CONFIRMED,
  /** Follows from names and from how its neighbours work; nobody shows it. */
  INFERRED
}
