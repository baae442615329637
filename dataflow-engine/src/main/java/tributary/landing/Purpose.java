package tributary.landing;

/** What a table's rows are. */
public enum Purpose {
  /** Business content; lands in the tenant's schema. */
  DATA,
  /** Descriptions of it, such as code lists; lands in the tenant's {@code _meta} schema, first. */
  METADATA
}
