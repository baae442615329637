package tributary.run;

/** The order in which runs begin. */
public interface RunQueue {
  /**
   * Lets those runs into the queue that may begin now, in fair order, and tells the others why they
   * wait. Work that some other node does at the same time is not done twice.
   */
  void giveTurns();
}
