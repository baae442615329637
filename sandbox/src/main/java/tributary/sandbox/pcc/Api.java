package tributary.sandbox.pcc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Answers what is read from the API: checks every parameter, then the right, then writes. */
final class Api {
  private final World world;
  private final Grants grants;
  private final String application;
  private final LongSupplier now;

  Api(World world, Grants grants, String application, LongSupplier now) {
    this.world = world;
    this.grants = grants;
    this.application = application;
    this.now = now;
  }

  World world() {
    return world;
  }

  Grants grants() {
    return grants;
  }

  String application() {
    return application;
  }

  Reply read(
      Endpoint endpoint,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> spoilt)
      throws Refusal {
    if (endpoint.ofOrganization()) {
      checkOrganization(path.get("org"));
    }
    checkParameters(endpoint, query);
    Call call = new Call(world, endpoint, path, new HashMap<>(query), spoilt, now.getAsLong());
    grants.check(endpoint.resource(), endpoint.ofOrganization() ? facilityOf(call) : null);
    return Reply.json(Resources.write(call, this));
  }

  void checkOrganization(String uuid) throws Refusal {
    if (!uuid.equals(world.organization().uuid()) || !grants.activated()) {
      throw Refusal.forbidden("The application is not activated for this organization.");
    }
  }

  /** The facility that a call is about; null for none or for one that is not there. */
  private Integer facilityOf(Call call) {
    try {
      if (call.has("patientId")) {
        return call.chart().facility().id();
      }
      return call.has("facId") ? call.facility().id() : null;
    } catch (Refusal notThere) {
      // Who asks for what is not there is told so, not that it is forbidden.
      return null;
    }
  }

  static void checkParameters(Endpoint endpoint, Map<String, String> query) throws Refusal {
    Set<String> unknown = new HashSet<>(query.keySet());
    for (Parameter parameter : endpoint.parameters()) {
      String value = query.get(parameter.name());
      unknown.remove(parameter.name());
      if (value != null) {
        parameter.check(value);
      } else if (parameter.required()) {
        throw Refusal.missing(parameter.name());
      }
    }
    if (endpoint.paged()) {
      checkPaging(query, "page", Integer.MAX_VALUE);
      checkPaging(query, "pageSize", endpoint.largestPage());
      unknown.remove("page");
      unknown.remove("pageSize");
    }
    if (!unknown.isEmpty()) {
      throw Refusal.badParameter("Unknown parameter '" + unknown.iterator().next() + "'.");
    }
  }

  private static void checkPaging(Map<String, String> query, String name, int most) throws Refusal {
    String value = query.get(name);
    if (value == null) {
      return;
    }
    boolean number = value.length() < 10 && value.chars().allMatch(Character::isDigit);
    if (value.isEmpty() || !number || Integer.parseInt(value) < 1) {
      throw Refusal.badParameter("Parameter '" + name + "' must be at least 1.");
    }
    if (Integer.parseInt(value) > most) {
      throw Refusal.badParameter("Parameter '" + name + "' must be at most " + most + ".");
    }
  }

  byte[] activations(Call call) throws Refusal {
    if (!call.text("application").equals(application)) {
      throw Refusal.notFound("Application Not Found");
    }
    Json json = call.json();
    return call.page(
        json,
        grants.activated() ? 1 : 0,
        i ->
            json.object()
                .field("applicationName", application)
                .field("orgId", Organization.ORG_ID)
                .field("orgUuid", world.organization().uuid())
                .field("scope", 1)
                .end());
  }
}
