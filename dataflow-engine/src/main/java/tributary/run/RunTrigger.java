package tributary.run;

/** Why a run began. */
public enum RunTrigger {
  PERSON,
  API,
  SCHEDULE,
  WEBHOOK,
  RETRY
}
