package tributary.spi;

/** What to do with records that are there. */
public enum WriteMode {
  APPEND,
  UPSERT,
  REPLACE
}
