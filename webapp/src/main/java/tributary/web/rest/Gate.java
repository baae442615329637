package tributary.web.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import tributary.access.SignedIn.Role;
import tributary.web.security.CurrentUser;

/**
 * Lets in whom a token stands for, with the role that the method needs. A browser's session may
 * read, so that pages can offer downloads; it may not change anything, since a foreign page could
 * send the request.
 */
@Provider
public class Gate implements ContainerRequestFilter {
  private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Inject private CurrentUser user;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    boolean reads = READING.contains(request.getMethod());
    if (!user.isPresent() || (!reads && !user.isBearer())) {
      throw unauthorized(request);
    }
    Needs needs =
        resource.getResourceMethod() == null
            ? null
            : resource.getResourceMethod().getAnnotation(Needs.class);
    user.demand(needs == null ? Role.VIEWER : needs.value());
  }

  private static ApiFailure unauthorized(ContainerRequestContext request) {
    return request.getHeaderString("Authorization") == null
        ? new ApiFailure(
            401, "TOKEN_MISSING", "Send the header Authorization: Bearer followed by an API token.")
        : new ApiFailure(
            401, "TOKEN_UNKNOWN", "This API token is not known here. Check it, or make a new one.");
  }
}
