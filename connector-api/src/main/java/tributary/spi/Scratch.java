package tributary.spi;

import java.io.IOException;
import java.nio.file.Path;

/** Temporary files, deleted by the host when the connector is closed. Thread-safe. */
public interface Scratch {
  /** Creates an empty file that only this process can read. */
  Path newFile() throws IOException;
}
