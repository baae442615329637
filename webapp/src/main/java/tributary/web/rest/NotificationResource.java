package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import tributary.access.SignedIn.Role;
import tributary.notification.Notifications;
import tributary.web.definition.NotificationDefinition;
import tributary.web.security.CurrentUser;

/** Whom the tenant tells what became of its runs. */
@Path("/notifications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {
  private static final int MAX_SIZE = 200;

  private Notifications notifications;
  private CurrentUser user;

  /** For the container's proxy. */
  protected NotificationResource() {}

  @Inject
  NotificationResource(Notifications notifications, CurrentUser user) {
    this.notifications = notifications;
    this.user = user;
  }

  @GET
  @Needs(Role.EDITOR)
  public Response rule() {
    return Response.ok(NotificationDefinition.of(notifications.rule(user.tenant()))).build();
  }

  @PUT
  @Needs(Role.OWNER)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(NotificationDefinition given) {
    return Response.ok(
            NotificationDefinition.of(
                notifications.set(user.tenant(), user.actor(), Body.required(given).wish())))
        .build();
  }

  @POST
  @Path("/test")
  @Needs(Role.OWNER)
  @Consumes(MediaType.WILDCARD)
  public Response test() {
    return Response.ok(Listing.whole(notifications.test(user.tenant(), user.actor()))).build();
  }

  @GET
  @Path("/sent")
  @Needs(Role.EDITOR)
  public Response sent(@QueryParam("page") String page, @QueryParam("size") String size) {
    Paging paging = Paging.of(page, size, MAX_SIZE);
    return Response.ok(
            Listing.of(notifications.sent(user.tenant(), paging.first(), paging.size()), paging))
        .build();
  }
}
