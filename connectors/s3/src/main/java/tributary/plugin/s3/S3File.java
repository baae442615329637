package tributary.plugin.s3;

import java.io.InputStream;
import tributary.plugin.s3.file.StoredFile;

/**
 * An object as a file.
 *
 * @param objects where it is read
 * @param item the object, with the content it had when it was listed
 * @param name its key within the chosen folder
 */
record S3File(S3Objects objects, S3Item item, String name) implements StoredFile {
  @Override
  public long size() {
    return item.size();
  }

  @Override
  public InputStream open(long from, long to) throws InterruptedException {
    return objects.open(item, from, to);
  }
}
