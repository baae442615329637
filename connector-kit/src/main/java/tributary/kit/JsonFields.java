package tributary.kit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a few fields out of small documents. What is missing, or null, is missing in the map. */
public final class JsonFields {
  private JsonFields() {}

  /**
   * Returns the fields of each record of a list, by path.
   *
   * @param list the name of the list; empty: the document is the list, or the one record
   * @throws JsonBroken when the document is not JSON, or not of that form
   */
  public static List<Map<String, String>> of(InputStream in, String list, List<String> paths)
      throws IOException {
    List<Map<String, String>> records = new ArrayList<>();
    JsonPage.read(in, list, new RecordShape(paths), new Taker(paths, records));
    return records;
  }

  private record Taker(List<String> paths, List<Map<String, String>> into)
      implements JsonPage.Taker {
    @Override
    public void take(JsonRecord record) {
      Map<String, String> one = new HashMap<>();
      for (int slot = 0; slot < paths.size(); slot++) {
        if (record.kind(slot) != JsonRecord.Kind.ABSENT) {
          one.put(paths.get(slot), record.text(slot));
        }
      }
      into.add(one);
    }

    /** A record of this length has nothing that anybody asks for by name. */
    @Override
    public void tooLong(long number) {
      into.add(Map.of());
    }
  }
}
