package tributary.web.history;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import tributary.problem.Refusal;
import tributary.run.RunHistory;
import tributary.run.RunRow;
import tributary.web.security.CurrentUser;

/** Sends the rejects of a run, or of one of its tables, as a CSV file. */
@WebServlet("/rejects.csv")
public class RejectsFile extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient RunHistory history;
  @Inject private transient CurrentUser user;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String dataflow =
        request.getParameter("dataflow") == null ? "" : request.getParameter("dataflow");
    String table = request.getParameter("table");
    try {
      UUID id = RunAddress.run(request.getParameter("id"));
      Optional<UUID> tableRun = Optional.ofNullable(table).map(RunAddress::table);
      RunRow run = history.row(user.tenant(), dataflow, id);
      response.setContentType("text/csv;charset=UTF-8");
      response.setHeader(
          "Content-Disposition",
          "attachment; filename=\"rejects-%s-run-%d.csv\"".formatted(safe(dataflow), run.number()));
      history.writeRejects(
          user.tenant(), user.actor(), dataflow, id, tableRun, response.getOutputStream());
    } catch (Refusal refusal) {
      response.sendError(
          refusal.kind() == Refusal.Kind.FORBIDDEN
              ? HttpServletResponse.SC_FORBIDDEN
              : HttpServletResponse.SC_NOT_FOUND,
          refusal.getMessage());
    }
  }

  private static String safe(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "");
  }
}
