package tributary.web.connectors;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tributary.plugin.ConnectorCatalogue;
import tributary.plugin.IconImage;
import tributary.problem.Refusal;
import tributary.spi.ConnectorId;

/**
 * Serves a connector's symbol as an image and nothing else: an SVG can carry script, so the browser
 * is told to run none.
 */
@WebServlet("/connector-icon/*")
public class ConnectorIcon extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient ConnectorCatalogue catalogue;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    try {
      IconImage icon = catalogue.icon(new ConnectorId(path == null ? "" : path.substring(1)));
      response.setContentType(icon.mediaType());
      response.setContentLength(icon.bytes().length);
      response.setHeader("Cache-Control", "private, max-age=3600");
      response.setHeader(
          "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
      response.getOutputStream().write(icon.bytes());
    } catch (Refusal | IllegalArgumentException e) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND, "There is no such connector.");
    }
  }
}
