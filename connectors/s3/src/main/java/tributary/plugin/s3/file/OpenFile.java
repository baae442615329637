package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * A file, opened at its start, unpacked and turned into UTF-8.
 *
 * @param name by which a person knows it
 * @param text the characters, without byte order mark
 * @param textOffset where in the file the text begins, where the file is UTF-8 and not compressed
 * @param seekable whether a place in the text is the same place in the file
 * @param raw the file's own bytes, to be counted
 * @param format what it holds
 * @param compression how it is packed
 * @param encoding its encoding
 * @param dialect how its delimited text is written
 * @param firstCharacter the first character of the text that is no space; 0 where there is none
 */
record OpenFile(
    String name,
    InputStream text,
    long textOffset,
    boolean seekable,
    MeteredInput raw,
    Format format,
    Compression compression,
    Charset encoding,
    CsvDialect dialect,
    char firstCharacter)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    text.close();
  }
}
