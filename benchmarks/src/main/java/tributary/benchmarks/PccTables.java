package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The dataflow with all tables of PointClickCare. */
final class PccTables {
  private PccTables() {}

  /** Makes it, each table as an entity of a name that no other dataflow has. */
  static void make(Bench bench, PccProcess server, String name, int requestsPerSecond) {
    Api api = bench.product().api();
    List<String> tables = new ArrayList<>();
    for (JsonNode table : api.get("/dataflows/LarkmereCare").path("tables")) {
      tables.add(table.path("table").asText());
    }
    ObjectNode dataflow = server.dataflow(name, requestsPerSecond);
    api.post("/dataflows", PccProcess.named(dataflow, tables, name));
  }
}
