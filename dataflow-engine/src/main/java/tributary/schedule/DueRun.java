package tributary.schedule;

import tributary.schedule.store.DueSchedule;

/** Deals with one due moment of one dataflow. Each call is a transaction of its own. */
interface DueRun {
  /**
   * Starts the run, or notes why not, and goes on to the next moment. Does nothing when the moment
   * has not come or is done.
   *
   * @throws tributary.problem.Refusal when the run cannot be queued; then nothing is done
   */
  void start(DueSchedule due);

  /** Notes why the run cannot be queued and goes on to the next moment. */
  void refused(DueSchedule due, String reason);
}
