package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tributary.access.SignedIn.Role;
import tributary.web.definition.ConfigurationExport;
import tributary.web.definition.ConfigurationImport;
import tributary.web.json.MalformedDocument;
import tributary.web.security.CurrentUser;

/** Configuration as code: all dataflows of the tenant as one document. */
@Path("/")
@RequestScoped
public class ConfigurationResource {
  private ConfigurationExport export;
  private ConfigurationImport imports;
  private CurrentUser user;

  /** For the container's proxy. */
  protected ConfigurationResource() {}

  @Inject
  ConfigurationResource(ConfigurationExport export, ConfigurationImport imports, CurrentUser user) {
    this.export = export;
    this.imports = imports;
    this.user = user;
  }

  @GET
  @Path("/export")
  @Produces({"application/yaml", MediaType.WILDCARD})
  public Response export() {
    return Response.ok(export.yaml(user.tenant()), "application/yaml;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"" + user.getTenantName() + ".yaml\"")
        .build();
  }

  @PUT
  @Path("/import")
  @Needs(Role.EDITOR)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response apply(InputStream body) throws IOException {
    return Response.ok(imports.apply(user.tenant(), user.actor(), text(body.readAllBytes())))
        .build();
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedDocument("The body is not UTF-8 text. Save the document as UTF-8.");
    }
  }
}
