package tributary.sandbox.pcc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds patients by what is known of them: every field must fit exactly. */
final class PatientMatch {
  private static final List<String> FIELDS =
      List.of("firstName", "lastName", "gender", "birthDate");
  private static final List<String> TOLD =
      List.of(
          "patientId",
          "facId",
          "firstName",
          "middleName",
          "lastName",
          "gender",
          "birthDate",
          "medicaidNumber",
          "medicareNumber",
          "socialBeneficiaryIdentifier");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PatientMatch() {}

  static Reply answer(Api api, String body) throws Refusal {
    JsonNode criteria = parse(body);
    if (!criteria.path("facId").isInt()) {
      throw Refusal.missing("facId");
    }
    for (String field : FIELDS) {
      if (criteria.path(field).asText().isEmpty()) {
        throw Refusal.missing(field);
      }
    }
    Map<String, String> query = new HashMap<>();
    query.put("facId", criteria.path("facId").asText());
    query.put("pageSize", "200");
    var found = MAPPER.createArrayNode();
    for (int page = 1; ; page++) {
      query.put("page", Integer.toString(page));
      Map<String, String> path = Map.of("org", api.world().organization().uuid());
      Reply reply = api.read(Endpoint.PATIENTS, path, query, Map.of());
      JsonNode answer = parse(new String(reply.body(), StandardCharsets.UTF_8));
      for (JsonNode patient : answer.path("data")) {
        if (FIELDS.stream().allMatch(field -> patient.path(field).equals(criteria.path(field)))) {
          found.add(((com.fasterxml.jackson.databind.node.ObjectNode) patient).retain(TOLD));
        }
      }
      if (!answer.path("paging").path("hasMore").asBoolean()) {
        return Reply.json(200, MAPPER.createObjectNode().set("data", found).toString());
      }
    }
  }

  private static JsonNode parse(String text) throws Refusal {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      throw Refusal.badParameter("The body is not valid JSON.");
    }
  }
}
