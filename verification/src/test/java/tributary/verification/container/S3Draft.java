package tributary.verification.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.connection.ConnectionDraft;
import tributary.connection.Settings;
import tributary.flow.NewDataflow;
import tributary.flow.RefreshKind;
import tributary.flow.TableChoice;
import tributary.spi.ConnectorId;
import tributary.verification.source.SourceFiles;
import tributary.verification.source.SourceKeys;

/** Settings for the source server, right unless a test makes one of them wrong. */
final class S3Draft {
  static final ConnectorId S3 = new ConnectorId("s3");

  private final Map<String, String> settings = new LinkedHashMap<>();

  private S3Draft() {}

  static S3Draft of(SourceFiles bucket) {
    S3Draft draft = new S3Draft();
    draft.settings.put("accessKeyId", SourceKeys.ACCESS_KEY);
    draft.settings.put("secretAccessKey", SourceKeys.SECRET_KEY);
    draft.settings.put("region", "us-east-1");
    draft.settings.put("bucket", bucket.bucket());
    draft.settings.put("endpoint", Surroundings.sourceEndpoint().toString());
    draft.settings.put("pathStyle", "true");
    return draft;
  }

  S3Draft with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  S3Draft without(String setting) {
    settings.remove(setting);
    return this;
  }

  Map<String, String> settings() {
    return settings;
  }

  ConnectionDraft connection() {
    return new ConnectionDraft(S3, new Settings(settings), Optional.empty());
  }

  /** Returns a dataflow of all tables. */
  NewDataflow dataflow(String name) {
    return dataflow(name, Optional.empty());
  }

  NewDataflow dataflow(String name, List<TableChoice> tables) {
    return dataflow(name, Optional.of(tables));
  }

  private NewDataflow dataflow(String name, Optional<List<TableChoice>> tables) {
    return new NewDataflow(name, "", "", S3, new Settings(settings), RefreshKind.FULL, tables);
  }
}
