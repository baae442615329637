package tributary.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST API's root. */
@ApplicationPath("/api/v1")
public class Api extends Application {
  static final String BASE = "/api/v1";

  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        // JSON is JsonBodies' alone; no description beside /openapi; errors are ours to word.
        "jersey.config.jsonFeature", "JsonBodies",
        "jersey.config.server.wadl.disableWadl", true,
        "jersey.config.server.response.setStatusOverSendError", true);
  }
}
