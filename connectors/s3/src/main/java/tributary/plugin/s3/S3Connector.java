package tributary.plugin.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.spi.CheckReport;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.Option;
import tributary.spi.Source;

/** A connection to one bucket. */
final class S3Connector implements Connector {
  private static final int PAGE = 1000;

  private final S3Settings settings;
  private final S3Objects objects;
  private final S3Source source;

  S3Connector(S3Settings settings, ConnectorContext context) {
    this.settings = settings;
    this.objects = new S3Objects(settings, context.network());
    this.source = new S3Source(settings, objects, context);
  }

  @Override
  public CheckReport check() throws InterruptedException {
    return new S3Check(settings, objects).run();
  }

  @Override
  public List<Option> options(String fieldKey, String within) throws InterruptedException {
    return switch (fieldKey) {
      case S3Settings.BUCKET -> objects.buckets().stream().map(Option::of).toList();
      case S3Settings.FOLDER -> folders(within);
      default -> List.of();
    };
  }

  private List<Option> folders(String within) throws InterruptedException {
    List<Option> folders = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      S3Page page = objects.list(within, true, next, PAGE);
      for (String folder : page.folders()) {
        folders.add(new Option(folder, folder.substring(within.length(), folder.length() - 1)));
      }
      next = page.next();
    } while (next.isPresent());
    return folders;
  }

  @Override
  public Optional<Source> source() {
    return Optional.of(source);
  }

  @Override
  public void close() {
    objects.close();
  }
}
