package tributary.notification;

/** What there is to tell. */
public enum NotificationEvent {
  /** A run failed, or only some of its tables were published. */
  RUN_FAILED,
  /** A run has read and waits for a person to confirm or discard it. */
  RUN_WAITING,
  /** A run succeeded after one that had failed. */
  RUN_RECOVERED,
  /** A run succeeded. */
  RUN_SUCCEEDED,
  /** Half of the failures that pause the schedule have happened. */
  PAUSE_AHEAD,
  /** The schedule was paused after too many failures in a row. */
  SCHEDULE_PAUSED,
  /** Somebody tries whether notifications arrive. */
  TEST
}
