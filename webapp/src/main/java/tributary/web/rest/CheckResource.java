package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import tributary.access.SignedIn.Role;
import tributary.connection.Connections;
import tributary.flow.Dataflows;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.ErrorCode;
import tributary.web.definition.Definitions;
import tributary.web.security.CurrentUser;

/** Tries the saved connection of a dataflow. */
@Path("/dataflows/{name}/check")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CheckResource {
  private Dataflows dataflows;
  private Connections connections;
  private Definitions definitions;
  private CurrentUser user;

  /** For the container's proxy. */
  protected CheckResource() {}

  @Inject
  CheckResource(
      Dataflows dataflows, Connections connections, Definitions definitions, CurrentUser user) {
    this.dataflows = dataflows;
    this.connections = connections;
    this.definitions = definitions;
    this.user = user;
  }

  @POST
  @Needs(Role.OPERATOR)
  public Response check(@PathParam("name") String name) {
    CheckReport report =
        connections.check(
            user.tenant(), definitions.draft(dataflows.dataflow(user.tenant(), name)));
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
