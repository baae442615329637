package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import tributary.access.SignedIn.Role;
import tributary.notification.Notifications;
import tributary.problem.Refusal;
import tributary.web.definition.NotificationDefinition;
import tributary.web.security.CurrentUser;

/** Whom a dataflow tells, where that differs from its tenant's. */
@Path("/dataflows/{name}/notifications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DataflowNotificationResource {
  private Notifications notifications;
  private CurrentUser user;

  /** For the container's proxy. */
  protected DataflowNotificationResource() {}

  @Inject
  DataflowNotificationResource(Notifications notifications, CurrentUser user) {
    this.notifications = notifications;
    this.user = user;
  }

  @GET
  @Needs(Role.EDITOR)
  public Response rule(@PathParam("name") String name) {
    return notifications
        .ruleOf(user.tenant(), name)
        .map(rule -> Response.ok(NotificationDefinition.of(rule)).build())
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "NO_RULE_OF_ITS_OWN",
                    "The dataflow " + name + " has no rule of its own: its tenant's holds."));
  }

  @PUT
  @Needs(Role.EDITOR)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(@PathParam("name") String name, NotificationDefinition given) {
    return Response.ok(
            NotificationDefinition.of(
                notifications
                    .setFor(
                        user.tenant(), user.actor(), name, Optional.of(Body.required(given).wish()))
                    .orElseThrow()))
        .build();
  }

  @DELETE
  @Needs(Role.EDITOR)
  public Response remove(@PathParam("name") String name) {
    notifications.setFor(user.tenant(), user.actor(), name, Optional.empty());
    return Response.noContent().build();
  }
}
