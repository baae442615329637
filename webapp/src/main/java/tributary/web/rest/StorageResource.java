package tributary.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tributary.landing.StorageQuery;
import tributary.landing.StorageQuery.Sort;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.storage.Storage;
import tributary.web.security.CurrentUser;

/** What uses how much, and what the next clean-up removes. */
@Path("/storage")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StorageResource {
  private static final int MAX_SIZE = 200;

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
    boolean sorted = sort != null && !sort.isBlank();
    boolean descending = !sorted || sort.startsWith("-");
    StorageQuery query =
        new StorageQuery(
            filter == null ? "" : filter.strip(),
            sorted ? sort(sort.substring(descending ? 1 : 0)) : Sort.TOTAL,
            !descending,
            paging.first(),
            paging.size());
    return Response.ok(StorageDocument.of(storage.report(user.tenant(), query), paging)).build();
  }

  private static Sort sort(String field) {
    return Arrays.stream(Sort.values())
        .filter(sort -> name(sort).equals(field))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.invalid(
                    List.of(
                        FieldProblem.of(
                            "sort",
                            "NOT_ONE_OF",
                            "Storage cannot be sorted by %s. Sort by one of: %s; a minus before it turns the order."
                                .formatted(
                                    field,
                                    Arrays.stream(Sort.values())
                                        .map(StorageResource::name)
                                        .collect(Collectors.joining(", ")))))));
  }

  private static String name(Sort sort) {
    return sort.name().toLowerCase(Locale.ROOT);
  }
}
