package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.access.SignedIn.Role;
import tributary.connection.Connections;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.ErrorCode;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.web.definition.Definitions;
import tributary.web.security.CurrentUser;

/** The source of a dataflow: does it answer, and what does it offer. */
@Path("/dataflows/{name}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourceResource {
  private Dataflows dataflows;
  private Connections connections;
  private Definitions definitions;
  private CurrentUser user;

  /** For the container's proxy. */
  protected SourceResource() {}

  @Inject
  SourceResource(
      Dataflows dataflows, Connections connections, Definitions definitions, CurrentUser user) {
    this.dataflows = dataflows;
    this.connections = connections;
    this.definitions = definitions;
    this.user = user;
  }

  @POST
  @Path("/check")
  @Needs(Role.OPERATOR)
  public Response check(@PathParam("name") String name) {
    CheckReport report = connections.check(user.tenant(), definitions.draft(dataflow(name)));
    report
        .failure()
        .ifPresent(
            failure -> {
              throw refusal(failure);
            });
    return Response.ok(
            new SourceDocument.Check(
                true,
                report.steps().stream()
                    .map(step -> new SourceDocument.Step(step.name(), step.detail()))
                    .toList()))
        .build();
  }

  @GET
  @Path("/tables")
  public Response tables(@PathParam("name") String name, @QueryParam("table") String table) {
    DataflowView dataflow = dataflow(name);
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

  private DataflowView dataflow(String name) {
    return dataflows.dataflow(user.tenant(), name);
  }

  private static Refusal refusal(CheckStep failure) {
    String code = failure.code().map(ErrorCode::name).orElse("CHECK_FAILED");
    Optional<FieldProblem> field =
        failure.fieldKey().map(key -> FieldProblem.of("settings." + key, code, failure.detail()));
    return new Refusal(
        field.isPresent() ? Refusal.Kind.INVALID : Refusal.Kind.SOURCE,
        code,
        failure.name() + ": " + failure.detail(),
        field.stream().toList());
  }
}
