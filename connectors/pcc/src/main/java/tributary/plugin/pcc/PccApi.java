package tributary.plugin.pcc;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The small questions to the API. Confirmed unless said otherwise. Tables are read as streams
 * instead.
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public interface PccApi {
  /** Which organizations have activated the application. */
  @GET
  @Path("applications/{application}/activations")
  Response activations(
      @HeaderParam("Authorization") String authorization,
      @PathParam("application") String application,
      @QueryParam("page") int page,
      @QueryParam("pageSize") int pageSize)
      throws InterruptedException;

  /** Which facilities the application sees. */
  @GET
  @Path("orgs/{organization}/facs")
  Response facilities(
      @HeaderParam("Authorization") String authorization,
      @PathParam("organization") String organization,
      @QueryParam("page") int page,
      @QueryParam("pageSize") int pageSize)
      throws InterruptedException;

  /** Which subscriptions to events the application has. */
  @GET
  @Path("webhook-subscriptions")
  Response subscriptions(
      @HeaderParam("Authorization") String authorization,
      @QueryParam("applicationName") String application,
      @QueryParam("page") int page,
      @QueryParam("pageSize") int pageSize)
      throws InterruptedException;

  /** Asks for events. */
  @POST
  @Path("webhook-subscriptions")
  @Consumes(MediaType.APPLICATION_JSON)
  Response subscribe(@HeaderParam("Authorization") String authorization, String subscription)
      throws InterruptedException;

  /** Gives a subscription up. That it goes by this path is inferred. */
  @DELETE
  @Path("webhook-subscriptions/{subscription}")
  Response unsubscribe(
      @HeaderParam("Authorization") String authorization,
      @PathParam("subscription") String subscription)
      throws InterruptedException;
}
