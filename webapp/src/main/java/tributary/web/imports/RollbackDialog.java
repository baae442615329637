package tributary.web.imports;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tributary.access.SignedIn.Role;
import tributary.run.RollbackPreview;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** Asks before a dataflow is rolled back, and says what will be in each entity afterwards. */
@Named
@ViewScoped
@SuppressWarnings("serial") // the container's proxies are serialisable
public class RollbackDialog implements Serializable {
  private static final long serialVersionUID = 1L;

  private Runs runs;
  private CurrentUser user;
  private ScreenMessages messages;
  private String dataflow = "";
  private String refused = "";
  private UUID run;
  private long runNumber;
  private Instant publishedAt;
  private List<Change> changes = List.of();

  /** For the container's proxy. */
  protected RollbackDialog() {}

  @Inject
  RollbackDialog(Runs runs, CurrentUser user, ScreenMessages messages) {
    this.runs = runs;
    this.user = user;
    this.messages = messages;
  }

  /**
   * What becomes of an entity; {@code stateOf} is null and the run 0 when it becomes empty, {@code
   * rows} tells what happens to rows.
   */
  public record Change(
      String entity,
      long rowsNow,
      long rowsAfter,
      boolean emptied,
      Instant stateOf,
      String rows,
      long stateRun)
      implements Serializable {}

  /** Works out what a rollback of this dataflow would do now. */
  public void open(String name) {
    dataflow = name;
    changes = List.of();
    run = null;
    refused = "What a rollback would do cannot be told now. Close this and try again.";
    messages.attempt(() -> show(runs.previewRollback(user.tenant(), name)));
  }

  private void show(RollbackPreview preview) {
    refused = preview.refused().orElse("");
    run = preview.run().orElse(null);
    runNumber = preview.runNumber();
    publishedAt = preview.publishedAt().orElse(null);
    changes =
        preview.entities().stream()
            .map(
                change ->
                    new Change(
                        change.entityName(),
                        change.rowsNow(),
                        change.rowsAfter(),
                        change.emptied(),
                        change.stateOf().orElse(null),
                        change.changes().map(RollbackDialog::words).orElse("all are exchanged"),
                        change.stateRunNumber()))
            .toList();
  }

  private static String words(RollbackPreview.RowChanges rows) {
    return String.format(
        Locale.ENGLISH,
        "%,d come back, %,d go, %,d change",
        rows.back(),
        rows.gone(),
        rows.changed());
  }

  /** Queues the rollback. */
  public void rollBack() {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          runs.rollBack(
              user.tenant(), user.actor(), dataflow, Optional.ofNullable(run), RunTrigger.PERSON);
          messages.good(
              "The rollback of " + dataflow + " is queued.",
              "Run history",
              "/runs.xhtml?dataflow=" + dataflow);
        });
  }

  public String getDataflow() {
    return dataflow;
  }

  public String getRefused() {
    return refused;
  }

  public long getRunNumber() {
    return runNumber;
  }

  public Instant getPublishedAt() {
    return publishedAt;
  }

  public List<Change> getChanges() {
    return changes;
  }
}
