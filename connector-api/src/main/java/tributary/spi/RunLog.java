package tributary.spi;

/** Takes notes for the operator: what was skipped, slowed down or tried again. Thread-safe. */
public interface RunLog {
  /** Notes one line. It must hold no secret and nothing of a row's content. */
  void note(String message);
}
