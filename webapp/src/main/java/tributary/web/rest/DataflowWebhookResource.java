package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.access.SignedIn.Role;
import tributary.flow.Page;
import tributary.inbox.DeliveryRow;
import tributary.inbox.DeliveryState;
import tributary.inbox.WebhookEvents;
import tributary.inbox.WebhookView;
import tributary.inbox.Webhooks;
import tributary.problem.Refusal;
import tributary.web.security.CurrentUser;

/** The events that a vendor sends for a dataflow. */
@Path("/dataflows/{name}/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DataflowWebhookResource {
  private static final int MAX_SIZE = 200;

  private Webhooks webhooks;
  private WebhookEvents events;
  private CurrentUser user;

  /** For the container's proxy. */
  protected DataflowWebhookResource() {}

  @Inject
  DataflowWebhookResource(Webhooks webhooks, WebhookEvents events, CurrentUser user) {
    this.webhooks = webhooks;
    this.events = events;
    this.user = user;
  }

  /** Which events to send. */
  record Wish(Set<String> eventGroups) {}

  /** How they stand. */
  record Document(
      String state,
      String address,
      List<WebhookView.Group> eventGroups,
      String note,
      boolean byHand,
      long received,
      long waiting,
      long processed,
      long failed,
      Instant lastEventAt) {
    static Document of(WebhookView view) {
      return new Document(
          view.state().name(),
          view.address().map(URI::toString).orElse(null),
          view.groups(),
          view.note(),
          view.byHand(),
          view.received(),
          view.waiting(),
          view.processed(),
          view.failed(),
          view.lastEventAt().orElse(null));
    }
  }

  /** An event that came. */
  record Delivery(
      String id,
      String event,
      Instant occurredAt,
      Instant receivedAt,
      String state,
      int attempts,
      String detail,
      UUID run,
      Instant endedAt) {
    static Delivery of(DeliveryRow row) {
      return new Delivery(
          Long.toString(row.id()),
          row.event(),
          row.occurredAt(),
          row.receivedAt(),
          row.state().name(),
          row.attempts(),
          row.detail(),
          row.run().orElse(null),
          row.endedAt().orElse(null));
    }
  }

  private record Ended(String warning) {}

  private record Again(int events) {}

  @GET
  public Response one(@PathParam("name") String name) {
    return told(webhooks.of(user.tenant(), name));
  }

  @POST
  @Needs(Role.EDITOR)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response subscribe(@PathParam("name") String name, Wish given, @Context UriInfo uri) {
    Wish wish = Body.required(given);
    return told(
        webhooks.subscribe(
            user.tenant(),
            user.actor(),
            name,
            wish.eventGroups() == null ? Set.of() : wish.eventGroups(),
            uri.getBaseUri()));
  }

  @DELETE
  @Needs(Role.EDITOR)
  public Response unsubscribe(@PathParam("name") String name) {
    Optional<String> warning = webhooks.unsubscribe(user.tenant(), user.actor(), name);
    return Response.ok(new Ended(warning.orElse(null))).build();
  }

  @POST
  @Path("/pause")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response pause(@PathParam("name") String name) {
    return told(webhooks.pause(user.tenant(), user.actor(), name));
  }

  @POST
  @Path("/resume")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response resume(@PathParam("name") String name) {
    return told(webhooks.resume(user.tenant(), user.actor(), name));
  }

  @GET
  @Path("/deliveries")
  public Response deliveries(
      @PathParam("name") String name,
      @QueryParam("state") String state,
      @QueryParam("page") String page,
      @QueryParam("size") String size) {
    Paging paging = Paging.of(page, size, MAX_SIZE);
    Page<DeliveryRow> rows =
        events.deliveries(
            user.tenant(),
            name,
            Chosen.one("state", DeliveryState.class, state),
            paging.first(),
            paging.size());
    return Response.ok(Listing.of(rows.map(Delivery::of), paging)).build();
  }

  @POST
  @Path("/deliveries/{id}/process-again")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response again(@PathParam("name") String name, @PathParam("id") String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("DELIVERY_NOT_FOUND", "There is no event %s.".formatted(id));
    }
    events.processAgain(user.tenant(), user.actor(), name, Long.parseLong(id));
    return Response.accepted(new Again(1)).build();
  }

  @POST
  @Path("/process-again")
  @Needs(Role.OPERATOR)
  @Consumes(MediaType.WILDCARD)
  public Response allAgain(@PathParam("name") String name) {
    return Response.accepted(
            new Again(events.processFailedAgain(user.tenant(), user.actor(), name)))
        .build();
  }

  private static Response told(WebhookView view) {
    return Response.ok(Document.of(view)).build();
  }
}
