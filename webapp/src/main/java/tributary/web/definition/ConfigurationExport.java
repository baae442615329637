package tributary.web.definition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowRow;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.flow.Page;
import tributary.schedule.ScheduleView;
import tributary.schedule.Schedules;
import tributary.tenant.TenantId;

/** Writes all dataflows of a tenant as one YAML document, secrets as references. */
@ApplicationScoped
public class ConfigurationExport {
  private static final int PART = 200;

  private Dataflows dataflows;
  private Schedules schedules;

  /** For the container's proxy. */
  protected ConfigurationExport() {}

  @Inject
  ConfigurationExport(Dataflows dataflows, Schedules schedules) {
    this.dataflows = dataflows;
    this.schedules = schedules;
  }

  /** Returns the document; the same configuration gives the same text. */
  public String yaml(TenantId tenant) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("version", ExportFile.VERSION);
    file.put(
        "dataflows",
        names(tenant).stream()
            .map(name -> document(dataflows.dataflow(tenant, name), schedules.of(tenant, name)))
            .toList());
    return Yaml.write(file);
  }

  private List<String> names(TenantId tenant) {
    List<String> names = new ArrayList<>();
    Page<DataflowRow> part;
    do {
      part = dataflows.page(tenant, byName(names.size()));
      part.items().forEach(row -> names.add(row.name()));
    } while (!part.items().isEmpty() && names.size() < part.total());
    return names;
  }

  private static DataflowQuery byName(int first) {
    DataflowQuery all = DataflowQuery.all(first, PART);
    return new DataflowQuery(
        all.text(),
        all.connectors(),
        all.statuses(),
        all.refreshes(),
        all.created(),
        all.updated(),
        all.refreshed(),
        all.groupBy(),
        DataflowQuery.Sort.NAME,
        true,
        first,
        PART);
  }

  static Map<String, Object> document(DataflowView view, Optional<ScheduleView> schedule) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", view.name().value());
    document.put("displayName", view.displayName());
    document.put("description", view.description());
    document.put("connector", view.connector().value());
    Map<String, String> settings = new TreeMap<>(view.settings());
    for (String key : view.secretsSet()) {
      settings.put(key, new SecretReference(view.name().value(), key).toString());
    }
    document.put("settings", settings);
    document.put("refresh", view.refresh().name());
    schedule.ifPresent(present -> document.put("schedule", schedule(present)));
    document.put("tables", view.tables().stream().map(ConfigurationExport::table).toList());
    return document;
  }

  private static Map<String, Object> schedule(ScheduleView view) {
    Map<String, Object> schedule = new LinkedHashMap<>();
    schedule.put("timeZone", view.schedule().zone().getId());
    schedule.put(
        "times", view.schedule().times().stream().map(cron -> Map.of("cron", cron)).toList());
    schedule.put("misfire", view.schedule().misfire().name());
    schedule.put("paused", view.paused());
    schedule.put("pauseAfter", view.schedule().pauseAfter());
    return schedule;
  }

  private static Map<String, Object> table(ImportTableView view) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", view.table().toString());
    table.put("selected", view.selected());
    table.put("purpose", view.purpose().name());
    table.put("entityName", view.entityName().value());
    if (!view.options().values().isEmpty()) {
      table.put("options", new TreeMap<>(view.options().values()));
    }
    if (!view.columnTypes().isEmpty()) {
      Map<String, String> types = new TreeMap<>();
      view.columnTypes().forEach((column, type) -> types.put(column, type.name()));
      table.put("columnTypes", types);
    }
    table.put("misfits", view.misfits().name());
    return table;
  }
}
