package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Turns another encoding into UTF-8 as it streams. Bytes that the encoding does not have become one
 * byte that UTF-8 does not have, so that exactly the row with the error fails its check.
 */
final class TranscodingInput extends InputStream {
  private static final byte NOT_UTF8 = (byte) 0xff;
  private static final int CHARS = 32 * 1024;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer encoded = ByteBuffer.allocate(64 * 1024).flip();
  private final CharBuffer chars = CharBuffer.allocate(CHARS);
  private final byte[] out = new byte[CHARS * 3 + 1];
  private int outFrom;
  private int outTo;
  private boolean inputEnded;
  private boolean flushed;

  TranscodingInput(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    while (outFrom == outTo) {
      if (flushed) {
        return -1;
      }
      decode();
    }
    int length = Math.min(most, outTo - outFrom);
    System.arraycopy(out, outFrom, bytes, from, length);
    outFrom += length;
    return length;
  }

  private void decode() throws IOException {
    outFrom = 0;
    outTo = 0;
    chars.clear();
    CoderResult result = decoder.decode(encoded, chars, inputEnded);
    if (result.isUnderflow()) {
      if (inputEnded) {
        decoder.flush(chars);
        flushed = true;
      } else {
        refill();
      }
    }
    encode();
    if (result.isError()) {
      encoded.position(encoded.position() + result.length());
      out[outTo++] = NOT_UTF8;
    }
  }

  private void refill() throws IOException {
    encoded.compact();
    int read = in.read(encoded.array(), encoded.position(), encoded.remaining());
    if (read < 0) {
      inputEnded = true;
    } else {
      encoded.position(encoded.position() + read);
    }
    encoded.flip();
  }

  /** The decoder never leaves half a surrogate pair at the end of the characters. */
  private void encode() {
    char[] array = chars.array();
    int length = chars.position();
    int to = 0;
    for (int i = 0; i < length; i++) {
      char c = array[i];
      if (c < 0x80) {
        out[to++] = (byte) c;
      } else if (c < 0x800) {
        out[to++] = (byte) (0xc0 | c >> 6);
        out[to++] = (byte) (0x80 | c & 0x3f);
      } else if (Character.isHighSurrogate(c)) {
        int point = Character.toCodePoint(c, array[++i]);
        out[to++] = (byte) (0xf0 | point >> 18);
        out[to++] = (byte) (0x80 | point >> 12 & 0x3f);
        out[to++] = (byte) (0x80 | point >> 6 & 0x3f);
        out[to++] = (byte) (0x80 | point & 0x3f);
      } else {
        out[to++] = (byte) (0xe0 | c >> 12);
        out[to++] = (byte) (0x80 | c >> 6 & 0x3f);
        out[to++] = (byte) (0x80 | c & 0x3f);
      }
    }
    outTo = to;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
