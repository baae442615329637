package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tributary.landing.StorageQuery;
import tributary.landing.StorageQuery.Sort;
import tributary.storage.Storage;
import tributary.web.security.CurrentUser;

/** What uses how much, and what the next clean-up removes. */
@Path("/storage")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StorageResource {
  private static final int MAX_SIZE = 200;
  private static final Map<String, Sort> SORTS = sorts();

  private Storage storage;
  private CurrentUser user;

  /** For the container's proxy. */
  protected StorageResource() {}

  @Inject
  StorageResource(Storage storage, CurrentUser user) {
    this.storage = storage;
    this.user = user;
  }

  @GET
  public Response report(
      @QueryParam("filter") String filter,
      @QueryParam("sort") String sort,
      @QueryParam("page") String page,
      @QueryParam("size") String size) {
    Paging paging = Paging.of(page, size, MAX_SIZE);
    Sorting<Sort> sorting = Sorting.of("Storage", sort, Sort.TOTAL, SORTS);
    StorageQuery query =
        new StorageQuery(
            filter == null ? "" : filter.strip(),
            sorting.by(),
            sorting.ascending(),
            paging.first(),
            paging.size());
    return Response.ok(StorageDocument.of(storage.report(user.tenant(), query), paging)).build();
  }

  private static Map<String, Sort> sorts() {
    Map<String, Sort> sorts = new LinkedHashMap<>();
    for (Sort sort : Sort.values()) {
      sorts.put(sort.name().toLowerCase(Locale.ROOT), sort);
    }
    return sorts;
  }
}
