package tributary.chore;

/** Does all {@link Chore}s while it is started. */
public interface ChoreEngine {
  /** Starts. Repeated, it changes nothing. */
  void start();

  /** Interrupts what is being done and stops; another node goes on. */
  void stop();
}
