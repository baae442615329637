package tributary.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tributary.flow.DataflowView;
import tributary.run.RunOutcome;
import tributary.schedule.FailureStreak;

/**
 * The words of a notification. They are made of names, counts and the run's description, never of
 * what a row holds.
 */
record NotificationText(String subject, String mail, String json) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static NotificationText of(
      NotificationEvent event,
      RunOutcome run,
      DataflowView dataflow,
      Optional<FailureStreak> streak,
      Optional<String> productAddress) {
    String subject = subject(event, run, dataflow);
    Optional<String> link =
        productAddress.map(
            address ->
                "%s/run.xhtml?dataflow=%s&id=%s"
                    .formatted(address.replaceAll("/+$", ""), dataflow.name(), run.run()));
    return new NotificationText(
        subject, mail(run, dataflow, streak, link), json(event, run, dataflow, streak, link));
  }

  private static String subject(NotificationEvent event, RunOutcome run, DataflowView dataflow) {
    String what =
        switch (event) {
          case RUN_FAILED,
              RUN_RECOVERED,
              RUN_SUCCEEDED,
              RUN_WAITING,
              PAUSE_AHEAD,
              SCHEDULE_PAUSED ->
              switch (run.status()) {
                case FAILED -> "failed";
                case PARTLY_SUCCEEDED -> "succeeded in part";
                case WAITING -> "waits for a decision";
                case SUCCEEDED ->
                    event == NotificationEvent.RUN_RECOVERED ? "works again" : "succeeded";
                case QUEUED, RUNNING, PUBLISHING, CANCELLED -> "changed";
              };
          case TEST -> "is a test";
        };
    String more =
        switch (event) {
          case PAUSE_AHEAD -> "; its schedule will be paused";
          case SCHEDULE_PAUSED -> "; its schedule is paused";
          case RUN_FAILED, RUN_WAITING, RUN_RECOVERED, RUN_SUCCEEDED, TEST -> "";
        };
    return "Tributary: " + dataflow.displayName() + " " + what + more;
  }

  private static String mail(
      RunOutcome run,
      DataflowView dataflow,
      Optional<FailureStreak> streak,
      Optional<String> link) {
    StringBuilder text = new StringBuilder();
    text.append("Dataflow: ").append(dataflow.displayName());
    if (!dataflow.displayName().equals(dataflow.name().value())) {
      text.append(" (").append(dataflow.name()).append(")");
    }
    text.append("\nTenant:   ").append(run.tenant());
    text.append("\nRun:      ").append(run.number());
    text.append(" (").append(run.status().label()).append(")");
    text.append("\nQueued:   ").append(minute(run.queuedAt()));
    text.append("\nNow:      ").append(minute(run.at()));
    text.append("\n\n").append(run.description()).append("\n");
    streak.flatMap(NotificationText::warning).ifPresent(said -> text.append("\n" + said + "\n"));
    link.ifPresent(address -> text.append("\n").append(address).append("\n"));
    return text.toString();
  }

  private static Optional<String> warning(FailureStreak streak) {
    if (streak.paused()) {
      return Optional.of(
          "This was failure %d in a row: the schedule is paused. Correct the cause, then resume it."
              .formatted(streak.failures()));
    }
    return streak.failures() > 1 && streak.pauseAfter() > 0
        ? Optional.of(
            "This was failure %d in a row. After %d the schedule is paused."
                .formatted(streak.failures(), streak.pauseAfter()))
        : Optional.empty();
  }

  private static String json(
      NotificationEvent event,
      RunOutcome run,
      DataflowView dataflow,
      Optional<FailureStreak> streak,
      Optional<String> link) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("event", event.name());
    told.put("tenant", run.tenant().value());
    told.put("dataflow", dataflow.name().value());
    told.put("displayName", dataflow.displayName());
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("id", run.run().toString());
    about.put("number", run.number());
    about.put("status", run.status().name());
    about.put("trigger", run.trigger().name());
    about.put("queuedAt", run.queuedAt().toString());
    about.put("at", run.at().toString());
    about.put("description", run.description());
    told.put("run", about);
    streak.ifPresent(
        s ->
            told.put(
                "schedule",
                Map.of(
                    "failures", s.failures(), "pauseAfter", s.pauseAfter(), "paused", s.paused())));
    link.ifPresent(address -> told.put("link", address));
    return text(told);
  }

  static String text(Map<String, Object> told) {
    try {
      return JSON.writeValueAsString(told);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers are always JSON", e);
    }
  }

  private static String minute(Instant instant) {
    return MINUTE.format(instant);
  }
}
