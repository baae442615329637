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
import java.util.Optional;
import tributary.access.SignedIn.Role;
import tributary.problem.Refusal;
import tributary.schedule.ScheduleView;
import tributary.schedule.Schedules;
import tributary.web.definition.ScheduleDefinition;
import tributary.web.security.CurrentUser;

/** When a dataflow runs by itself. Unlike the dataflow, it may change while a run is active. */
@Path("/dataflows/{name}/schedule")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {
  private static final int MAX_SIZE = 200;

  private Schedules schedules;
  private CurrentUser user;

  /** For the container's proxy. */
  protected ScheduleResource() {}

  @Inject
  ScheduleResource(Schedules schedules, CurrentUser user) {
    this.schedules = schedules;
    this.user = user;
  }

  @GET
  public Response one(@PathParam("name") String name) {
    return schedules
        .of(user.tenant(), name)
        .map(ScheduleResource::told)
        .orElseThrow(
            () -> Refusal.notFound("SCHEDULE_NOT_FOUND", "The dataflow " + name + " has none."));
  }

  @PUT
  @Needs(Role.EDITOR)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(@PathParam("name") String name, ScheduleDefinition given) {
    return told(
        schedules
            .set(user.tenant(), user.actor(), name, Optional.of(Body.required(given).wish()))
            .orElseThrow());
  }

  @DELETE
  @Needs(Role.EDITOR)
  public Response remove(@PathParam("name") String name) {
    schedules.set(user.tenant(), user.actor(), name, Optional.empty());
    return Response.noContent().build();
  }

  @POST
  @Path("/pause")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response pause(@PathParam("name") String name) {
    return told(schedules.pause(user.tenant(), user.actor(), name));
  }

  @POST
  @Path("/resume")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response resume(@PathParam("name") String name) {
    return told(schedules.resume(user.tenant(), user.actor(), name));
  }

  @GET
  @Path("/history")
  public Response history(
      @PathParam("name") String name,
      @QueryParam("page") String page,
      @QueryParam("size") String size) {
    Paging paging = Paging.of(page, size, MAX_SIZE);
    return Response.ok(
            Listing.of(
                schedules.history(user.tenant(), name, paging.first(), paging.size()), paging))
        .build();
  }

  private static Response told(ScheduleView view) {
    return Response.ok(ScheduleDefinition.of(view)).build();
  }
}
