package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.access.SignedIn.Role;
import tributary.problem.Refusal;
import tributary.run.RollbackPreview;
import tributary.run.RunHistory;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.web.security.CurrentUser;

/** Takes a dataflow's entities back to their state before its last published run. */
@Path("/dataflows/{name}/rollback")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RollbackResource {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private Runs runs;
  private RunHistory history;
  private CurrentUser user;

  /** For the container's proxy. */
  protected RollbackResource() {}

  @Inject
  RollbackResource(Runs runs, RunHistory history, CurrentUser user) {
    this.runs = runs;
    this.history = history;
    this.user = user;
  }

  /** A rollback that was carried out, or still is. */
  private record RolledBack(UUID id, UUID rolledBackRun, RunStatus status) {}

  /**
   * What a rollback would do.
   *
   * @param refused why it cannot be done; null when it can
   */
  private record Preview(
      boolean possible,
      String refused,
      UUID run,
      Long runNumber,
      Instant publishedAt,
      List<Change> entities) {
    static Preview of(RollbackPreview preview) {
      return new Preview(
          preview.refused().isEmpty(),
          preview.refused().orElse(null),
          preview.run().orElse(null),
          preview.run().isPresent() ? preview.runNumber() : null,
          preview.publishedAt().orElse(null),
          preview.entities().stream().map(Change::of).toList());
    }
  }

  /** What would happen to an entity; {@code rows} is null when all are exchanged. */
  private record Change(
      String entityName,
      long rowsNow,
      long rowsAfter,
      boolean emptied,
      Instant stateOf,
      RollbackPreview.RowChanges rows) {
    static Change of(RollbackPreview.EntityChange change) {
      return new Change(
          change.entityName(),
          change.rowsNow(),
          change.rowsAfter(),
          change.emptied(),
          change.stateOf().orElse(null),
          change.changes().orElse(null));
    }
  }

  @GET
  public Response preview(@PathParam("name") String name) {
    return Response.ok(Preview.of(runs.previewRollback(user.tenant(), name))).build();
  }

  @POST
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response rollBack(@PathParam("name") String name, @QueryParam("run") UUID shown)
      throws InterruptedException {
    Runs.RollbackStarted started =
        runs.rollBack(
            user.tenant(), user.actor(), name, Optional.ofNullable(shown), RunTrigger.API);
    RunStatus status = runs.awaitEnd(user.tenant(), started.id(), LONGEST_WAIT);
    if (status.ended() && status != RunStatus.SUCCEEDED) {
      throw Refusal.conflict("ROLLBACK_" + status.name(), description(name, started.id()));
    }
    return Response.status(status.ended() ? Response.Status.OK : Response.Status.ACCEPTED)
        .location(URI.create(Api.BASE + "/dataflows/" + name + "/runs/" + started.id()))
        .entity(new RolledBack(started.id(), started.rolledBackRun(), status))
        .build();
  }

  private String description(String name, UUID run) {
    return history.row(user.tenant(), name, run).description();
  }
}
