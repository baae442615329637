package tributary.plugin.pcc;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where tokens are given: two-legged OAuth 2 over mutual TLS. Confirmed. */
@Path("")
public interface PccAuth {
  /** Asks for a token; {@code authorization} is {@code Basic} of id and secret. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  Response token(
      @HeaderParam("Authorization") String authorization, @FormParam("grant_type") String grantType)
      throws InterruptedException;
}
