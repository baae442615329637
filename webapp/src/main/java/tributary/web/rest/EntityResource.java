package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import tributary.landing.Entities;
import tributary.web.security.CurrentUser;

/** The landed entities: list, look at, preview. */
@Path("/entities")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EntityResource {
  private static final int MAX_ROWS = 1000;
  private static final int USUAL_ROWS = 100;

  private Entities entities;
  private CurrentUser user;

  /** For the container's proxy. */
  protected EntityResource() {}

  @Inject
  EntityResource(Entities entities, CurrentUser user) {
    this.entities = entities;
    this.user = user;
  }

  @GET
  public Response all() {
    return Response.ok(
            Listing.whole(entities.all(user.tenant()).stream().map(EntityDocument::brief).toList()))
        .build();
  }

  @GET
  @Path("/{name}")
  public Response one(@PathParam("name") String name) {
    return Response.ok(EntityDocument.full(entities.entity(user.tenant(), name))).build();
  }

  @GET
  @Path("/{name}/rows")
  public Response rows(@PathParam("name") String name, @QueryParam("limit") String limit) {
    int rows = Paging.whole("limit", limit, 1, MAX_ROWS, USUAL_ROWS);
    return Response.ok(RowsDocument.of(entities.preview(user.tenant(), user.actor(), name, rows)))
        .build();
  }
}
