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
import java.util.List;
import java.util.Map;
import tributary.connection.Connections;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.web.definition.Definitions;
import tributary.web.security.CurrentUser;

/** What the source of a dataflow offers. */
@Path("/dataflows/{name}/tables")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TableResource {
  private Dataflows dataflows;
  private Connections connections;
  private Definitions definitions;
  private CurrentUser user;

  /** For the container's proxy. */
  protected TableResource() {}

  @Inject
  TableResource(
      Dataflows dataflows, Connections connections, Definitions definitions, CurrentUser user) {
    this.dataflows = dataflows;
    this.connections = connections;
    this.definitions = definitions;
    this.user = user;
  }

  @GET
  public Response tables(@PathParam("name") String name, @QueryParam("table") String table) {
    DataflowView dataflow = dataflows.dataflow(user.tenant(), name);
    return table == null || table.isBlank()
        ? Response.ok(Listing.whole(discover(dataflow))).build()
        : Response.ok(layout(dataflow, table)).build();
  }

  private List<SourceDocument.Table> discover(DataflowView dataflow) {
    List<TableDescriptor> tables = connections.tables(user.tenant(), definitions.draft(dataflow));
    Map<TableName, String> names = dataflows.suggestEntityNames(user.tenant(), tables);
    return tables.stream()
        .map(
            table ->
                SourceDocument.Table.of(
                    table, names.getOrDefault(table.name(), table.suggestedEntity()), dataflow))
        .toList();
  }

  private SourceDocument.Layout layout(DataflowView dataflow, String table) {
    TableName name = definitions.table(user.tenant(), dataflow, table);
    TableOptions options =
        dataflow.tables().stream()
            .filter(known -> known.table().equals(name))
            .findFirst()
            .map(ImportTableView::options)
            .orElse(TableOptions.NONE);
    return SourceDocument.Layout.of(
        table, connections.layout(user.tenant(), definitions.draft(dataflow), name, options));
  }
}
