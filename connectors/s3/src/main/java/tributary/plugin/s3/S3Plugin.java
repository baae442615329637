package tributary.plugin.s3;

import java.util.List;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorPlugin;

/** Offers the Amazon S3 connector. */
public final class S3Plugin implements ConnectorPlugin {
  @Override
  public List<ConnectorFactory> factories() {
    return List.of(new S3ConnectorFactory());
  }
}
