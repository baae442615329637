package tributary.plugin.s3.parquet;

import org.apache.parquet.io.api.Binary;
import tributary.plugin.s3.file.JsonValues;
import tributary.plugin.s3.file.ValueSink;

/** Text that a file says is JSON. */
final class JsonText {
  private JsonText() {}

  static void tell(Binary value, ValueSink to) {
    String text = value.toStringUsingUTF8();
    if (JsonValues.isWellFormed(text)) {
      to.json(text);
    } else {
      to.misfit(text, "is not JSON");
    }
  }
}
