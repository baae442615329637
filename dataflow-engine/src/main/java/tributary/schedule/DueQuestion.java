package tributary.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import tributary.schedule.store.DueSchedule;
import tributary.schedule.store.ScheduleStore;

/** Asks for what is due, and forgets what is long past, each in a short transaction. */
@ApplicationScoped
@Transactional
class DueQuestion {
  private ScheduleStore store;

  protected DueQuestion() {}

  @Inject
  DueQuestion(ScheduleStore store) {
    this.store = store;
  }

  public List<DueSchedule> due(Instant now, int most) {
    return store.due(now, most);
  }

  public int forget(Instant before, int most) {
    return store.forget(before, most);
  }
}
