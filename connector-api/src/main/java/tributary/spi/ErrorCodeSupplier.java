package tributary.spi;

/** Implemented by the enum in which a plugin lists its failures. */
public interface ErrorCodeSupplier {
  /** Returns the code as plain data, which may outlive the plugin. */
  ErrorCode toErrorCode();
}
