package tributary.verification.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tributary.verification.source.SourceFiles;

/** A dataflow as the API takes it. */
final class FlowDocument {
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final S3Draft settings;
  private final List<Map<String, Object>> tables = new ArrayList<>();

  private FlowDocument(S3Draft settings) {
    this.settings = settings;
  }

  /** Returns a dataflow of all files of the bucket. */
  static FlowDocument named(String name, SourceFiles bucket) {
    FlowDocument document = new FlowDocument(S3Draft.of(bucket));
    document.members.put("name", name);
    document.members.put("connector", "s3");
    return document;
  }

  FlowDocument with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  FlowDocument without(String member) {
    members.remove(member);
    return this;
  }

  FlowDocument setting(String key, String value) {
    settings.with(key, value);
    return this;
  }

  FlowDocument withoutSetting(String key) {
    settings.without(key);
    return this;
  }

  /** Chooses a table; the members come in pairs of name and value. */
  FlowDocument table(String table, Object... more) {
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("table", table);
    for (int i = 0; i < more.length; i += 2) {
      choice.put((String) more[i], more[i + 1]);
    }
    tables.add(choice);
    return this;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>(members);
    json.put("settings", settings.settings());
    if (!tables.isEmpty()) {
      json.put("tables", tables);
    }
    return json;
  }
}
