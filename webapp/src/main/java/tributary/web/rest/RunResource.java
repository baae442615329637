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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.access.SignedIn.Role;
import tributary.flow.Page;
import tributary.flow.RefreshKind;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.run.RunHistory;
import tributary.run.RunQuery;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.run.TableRunQuery;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;
import tributary.web.security.CurrentUser;

/** Runs of a dataflow: start, watch, cancel, confirm, discard. */
@Path("/dataflows/{name}/runs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {
  private static final int MAX_SIZE = 50;
  private static final int MAX_TABLES = 200;

  private Runs runs;
  private RunHistory history;
  private CurrentUser user;

  /** For the container's proxy. */
  protected RunResource() {}

  @Inject
  RunResource(Runs runs, RunHistory history, CurrentUser user) {
    this.runs = runs;
    this.history = history;
    this.user = user;
  }

  /** What a request for a run may say. */
  private record RunRequest(RefreshKind refresh, Only only) {}

  /** What a run may be confined to. */
  private enum Only {
    /** Files of which rows were rejected, and tables that failed. */
    REJECTED
  }

  /** A run that was queued. */
  private record Queued(UUID id) {}

  @POST
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response start(@PathParam("name") String name, InputStream body) throws IOException {
    Optional<RunRequest> request = Body.optional(body, RunRequest.class);
    Optional<RefreshKind> refresh = request.map(RunRequest::refresh);
    boolean rejected = request.map(RunRequest::only).isPresent();
    if (rejected && refresh.isPresent()) {
      throw Refusal.invalid(
          List.of(
              FieldProblem.of(
                  "refresh",
                  "NOT_TOGETHER",
                  "A run of only the rejected reads as its dataflow says. Leave refresh out.")));
    }
    UUID id =
        rejected
            ? runs.startRejected(user.tenant(), user.actor(), name, RunTrigger.API)
            : runs.start(user.tenant(), user.actor(), name, refresh, RunTrigger.API);
    return Response.accepted(new Queued(id))
        .location(URI.create(Api.BASE + "/dataflows/" + name + "/runs/" + id))
        .build();
  }

  /**
   * @param tables false: without the runs' tables
   */
  @GET
  public Response page(
      @PathParam("name") String name,
      @QueryParam("status") List<String> statuses,
      @QueryParam("trigger") List<String> triggers,
      @QueryParam("tables") String tables,
      @QueryParam("page") String page,
      @QueryParam("size") String size) {
    Paging paging = Paging.of(page, size, MAX_SIZE);
    RunQuery query =
        new RunQuery(
            Chosen.all("status", RunStatus.class, statuses),
            Chosen.all("trigger", RunTrigger.class, triggers),
            RunQuery.Sort.NUMBER,
            false,
            paging.first(),
            paging.size());
    Page<RunDocument> part =
        Chosen.yes("tables", tables, true)
            ? history.details(user.tenant(), name, query).map(RunDocument::of)
            : history.runs(user.tenant(), name, query).map(RunDocument::withoutTables);
    return Response.ok(Listing.of(part, paging)).build();
  }

  /**
   * @param tables false: without its tables, which is as quick with a thousand of them as with one
   */
  @GET
  @Path("/{id}")
  public Response one(
      @PathParam("name") String name,
      @PathParam("id") String id,
      @QueryParam("tables") String tables) {
    UUID run = RunIds.parse(id);
    RunDocument document =
        Chosen.yes("tables", tables, true)
            ? RunDocument.of(history.run(user.tenant(), name, run))
            : RunDocument.withoutTables(history.row(user.tenant(), name, run));
    return Response.ok(document).build();
  }

  @GET
  @Path("/{id}/tables")
  public Response tables(
      @PathParam("name") String name,
      @PathParam("id") String id,
      @QueryParam("status") List<String> statuses,
      @QueryParam("page") String page,
      @QueryParam("size") String size) {
    Paging paging = Paging.of(page, size, MAX_TABLES);
    TableRunQuery query =
        new TableRunQuery(
            Chosen.all("status", RunStatus.class, statuses), paging.first(), paging.size());
    Page<RunDocument.TableDocument> part =
        history
            .tables(user.tenant(), name, RunIds.parse(id), query)
            .map(RunDocument.TableDocument::of);
    return Response.ok(Listing.of(part, paging)).build();
  }

  @POST
  @Path("/{id}/cancel")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response cancel(@PathParam("name") String name, @PathParam("id") String id) {
    return Response.accepted(after(runs::cancel, name, id)).build();
  }

  @POST
  @Path("/{id}/confirm")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response confirm(@PathParam("name") String name, @PathParam("id") String id) {
    return Response.accepted(after(runs::confirm, name, id)).build();
  }

  @POST
  @Path("/{id}/discard")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response discard(@PathParam("name") String name, @PathParam("id") String id) {
    return Response.ok(after(runs::discard, name, id)).build();
  }

  /** What a person can do to a run. */
  private interface Deed {
    void to(TenantId tenant, Actor actor, String dataflow, UUID run);
  }

  private RunDocument after(Deed deed, String name, String id) {
    UUID run = RunIds.parse(id);
    deed.to(user.tenant(), user.actor(), name, run);
    return RunDocument.of(history.run(user.tenant(), name, run));
  }
}
