package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tributary.access.SignedIn.Role;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.schedule.Schedules;
import tributary.web.definition.DataflowDefinition;
import tributary.web.definition.Definitions;
import tributary.web.security.CurrentUser;

/** Dataflows: list, make, look at, change, remove. */
@Path("/dataflows")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DataflowResource {
  private static final int MAX_SIZE = 200;

  private Dataflows dataflows;
  private Definitions definitions;
  private Schedules schedules;
  private CurrentUser user;

  /** For the container's proxy. */
  protected DataflowResource() {}

  @Inject
  DataflowResource(
      Dataflows dataflows, Definitions definitions, Schedules schedules, CurrentUser user) {
    this.dataflows = dataflows;
    this.definitions = definitions;
    this.schedules = schedules;
    this.user = user;
  }

  @GET
  public Response page(
      @QueryParam("filter") String filter,
      @QueryParam("connector") List<String> connectors,
      @QueryParam("status") List<String> statuses,
      @QueryParam("refresh") List<String> refreshes,
      @QueryParam("sort") String sort,
      @QueryParam("page") String page,
      @QueryParam("size") String size) {
    Paging paging = Paging.of(page, size, MAX_SIZE);
    return Response.ok(
            Listing.of(
                dataflows.page(
                    user.tenant(),
                    DataflowSearch.of(filter, connectors, statuses, refreshes, sort, paging)),
                paging))
        .build();
  }

  @POST
  @Needs(Role.EDITOR)
  public Response create(DataflowDefinition given) {
    DataflowView made =
        dataflows.create(
            user.tenant(),
            user.actor(),
            definitions.toNew(user.tenant(), Body.required(given), ""));
    schedule(made, given);
    return Response.created(URI.create(Api.BASE + "/dataflows/" + made.name()))
        .entity(document(made))
        .build();
  }

  @GET
  @Path("/{name}")
  public Response one(@PathParam("name") String name) {
    return Response.ok(document(dataflows.dataflow(user.tenant(), name))).build();
  }

  @PUT
  @Path("/{name}")
  @Needs(Role.EDITOR)
  public Response change(@PathParam("name") String name, DataflowDefinition given) {
    DataflowView present = dataflows.dataflow(user.tenant(), name);
    DataflowView changed =
        dataflows.change(
            user.tenant(),
            user.actor(),
            present.name().value(),
            definitions.toChange(user.tenant(), present, Body.required(given), ""));
    schedule(changed, given);
    return Response.ok(document(changed)).build();
  }

  /** A dataflow that is gone, and what could not be ended elsewhere. */
  private record Removed(String warning) {}

  @DELETE
  @Path("/{name}")
  @Needs(Role.EDITOR)
  public Response remove(@PathParam("name") String name) {
    return dataflows
        .remove(user.tenant(), user.actor(), name)
        .map(left -> Response.ok(new Removed(left)))
        .orElseGet(Response::noContent)
        .build();
  }

  private void schedule(DataflowView dataflow, DataflowDefinition given) {
    if (given.schedule() != null) {
      schedules.set(
          user.tenant(),
          user.actor(),
          dataflow.name().value(),
          Optional.of(given.schedule().wish()));
    }
  }

  private DataflowDefinition document(DataflowView dataflow) {
    return DataflowDefinition.of(dataflow, schedules.of(user.tenant(), dataflow.name().value()));
  }
}
