package tributary.plugin.pcc;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The small questions to the API. Confirmed. Tables are read as streams instead. */
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
}
