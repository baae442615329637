package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import tributary.plugin.ConnectorCatalogue;
import tributary.plugin.IconImage;
import tributary.plugin.PluginProblem;
import tributary.problem.Refusal;
import tributary.spi.ConnectorId;

/** The installed connectors. */
@Path("/connectors")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConnectorResource {
  private ConnectorCatalogue catalogue;

  /** For the container's proxy. */
  protected ConnectorResource() {}

  @Inject
  ConnectorResource(ConnectorCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The connectors and the plugins that could not be loaded.
   *
   * @param problems JARs and why each is left out
   */
  private record Connectors(
      List<ConnectorDocument> items,
      long total,
      int page,
      int size,
      List<PluginProblem> problems) {}

  @GET
  public Response all() {
    List<ConnectorDocument> items =
        catalogue.cards().stream().map(ConnectorDocument::brief).toList();
    return Response.ok(new Connectors(items, items.size(), 1, items.size(), catalogue.problems()))
        .build();
  }

  @GET
  @Path("/{id}")
  public Response one(@PathParam("id") String id) {
    return Response.ok(ConnectorDocument.full(catalogue.card(parse(id)))).build();
  }

  @GET
  @Path("/{id}/icon")
  @Produces({"image/svg+xml", "image/png", MediaType.WILDCARD})
  public Response icon(@PathParam("id") String id) {
    IconImage icon = catalogue.icon(parse(id));
    return Response.ok(icon.bytes(), icon.mediaType())
        .header("Cache-Control", "private, max-age=3600")
        .build();
  }

  private static ConnectorId parse(String id) {
    try {
      return new ConnectorId(id);
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound("CONNECTOR_UNKNOWN", "There is no connector " + id + ".");
    }
  }
}
