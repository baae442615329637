package tributary.plugin.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.plugin.s3.file.FileName;
import tributary.plugin.s3.file.OptionFields;
import tributary.spi.ConnectorException;
import tributary.spi.TableDescriptor;
import tributary.spi.TableDescriptor.SuggestedPurpose;
import tributary.spi.TableName;

/**
 * Decides what a table is: an object that stands directly in the chosen folder, or a folder in it,
 * whose objects at any depth are the table's parts. Markers of folders and names that begin with
 * {@code _} or {@code .} are no files.
 */
final class S3Tables {
  private static final int PAGE = 1000;

  private final S3Settings settings;
  private final S3Objects objects;

  S3Tables(S3Settings settings, S3Objects objects) {
    this.settings = settings;
    this.objects = objects;
  }

  /** Lists the tables by file name. */
  List<TableDescriptor> list() throws InterruptedException {
    List<TableDescriptor> tables = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      S3Page page = objects.list(settings.folder(), true, next, PAGE);
      for (S3Item item : page.items()) {
        if (isFile(item.key())) {
          tables.add(describe(relative(item.key()), OptionalLong.of(item.size())));
        }
      }
      for (String folder : page.folders()) {
        if (!isHidden(folder.substring(0, folder.length() - 1))) {
          folderTable(folder).ifPresent(tables::add);
        }
      }
      next = page.next();
    } while (next.isPresent());
    if (tables.isEmpty()) {
      throw emptyFolder(settings.folderWords());
    }
    tables.sort(Comparator.comparing(TableDescriptor::fileName));
    return tables;
  }

  private Optional<TableDescriptor> folderTable(String folder) throws InterruptedException {
    Optional<String> next = Optional.empty();
    do {
      S3Page page = objects.list(folder, false, next, PAGE);
      boolean whole = next.isEmpty() && page.next().isEmpty();
      next = page.next();
      List<S3Item> parts = page.items().stream().filter(this::isPart).toList();
      if (!parts.isEmpty()) {
        OptionalLong bytes =
            whole
                ? OptionalLong.of(parts.stream().mapToLong(S3Item::size).sum())
                : OptionalLong.empty();
        return Optional.of(describe(relative(folder), bytes));
      }
    } while (next.isPresent());
    return Optional.empty();
  }

  private static TableDescriptor describe(String fileName, OptionalLong bytes) {
    FileName name = FileName.of(fileName);
    return new TableDescriptor(
        new TableName("", fileName),
        fileName,
        name.base(),
        name.describes() ? SuggestedPurpose.METADATA : SuggestedPurpose.DATA,
        Optional.empty(),
        OptionFields.of(name),
        bytes,
        name.notRows()
            .map(what -> "This is " + what + ", which holds no rows of text. Export it as CSV."));
  }

  /** Returns whether an object of a folder table is one of its parts. */
  boolean isPart(S3Item item) {
    return isFile(item.key()) && FileName.of(item.key()).notRows().isEmpty();
  }

  private boolean isFile(String key) {
    if (key.endsWith("/")) {
      return false;
    }
    for (String part : relative(key).split("/")) {
      if (isHidden(part)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHidden(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() || name.startsWith("_") || name.startsWith(".");
  }

  String relative(String key) {
    return key.substring(settings.folder().length());
  }

  String key(TableName table) {
    return settings.folder() + table.name();
  }

  ConnectorException emptyFolder(String words) {
    return ConnectorException.inField(
        S3Settings.FOLDER,
        S3Problem.EMPTY_FOLDER,
        words + " holds no files. Choose another folder or upload files first.",
        null);
  }
}
