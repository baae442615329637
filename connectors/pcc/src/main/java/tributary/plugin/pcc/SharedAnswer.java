package tributary.plugin.pcc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * An answer that several tables are read from: whoever is first asks, and the others wait for him.
 * When he cannot hand it on they ask themselves.
 */
final class SharedAnswer implements Answer {
  private final PccClient client;
  private final SharedPages pages;
  private final String path;
  private final String what;
  private final SharedPages.Page page;
  private Optional<PccAnswer> own;

  private SharedAnswer(
      PccClient client,
      SharedPages pages,
      String path,
      String what,
      SharedPages.Page page,
      Optional<PccAnswer> own) {
    this.client = client;
    this.pages = pages;
    this.path = path;
    this.what = what;
    this.page = page;
    this.own = own;
  }

  /** Asks, where nobody has. */
  static SharedAnswer of(PccClient client, SharedPages pages, String path, String what)
      throws InterruptedException {
    SharedPages.Turn turn = pages.take(path);
    SharedPages.Page page = turn.page();
    if (!turn.first()) {
      return new SharedAnswer(client, pages, path, what, page, Optional.empty());
    }
    try {
      return new SharedAnswer(client, pages, path, what, page, Optional.of(client.ask(path, what)));
    } catch (InterruptedException | RuntimeException e) {
      page.giveUp();
      throw e;
    }
  }

  @Override
  public InputStream body() throws InterruptedException {
    if (own.isPresent()) {
      return handedOn(own.get().body());
    }
    try {
      Optional<byte[]> body = page.body().get();
      if (body.isPresent()) {
        return new ByteArrayInputStream(body.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A page is read or given up", e);
    }
    own = Optional.of(client.ask(path, what));
    return own.get().body();
  }

  private InputStream handedOn(InputStream body) throws InterruptedException {
    try {
      byte[] bytes = body.readNBytes(SharedPages.LARGEST_PAGE);
      if (bytes.length == SharedPages.LARGEST_PAGE) {
        page.giveUp();
        return new SequenceInputStream(new ByteArrayInputStream(bytes), body);
      }
      pages.read(page, bytes);
      return new ByteArrayInputStream(bytes);
    } catch (InterruptedIOException e) {
      throw PccClient.interrupted(e);
    } catch (IOException e) {
      throw PccClient.cutOff(e, what);
    }
  }

  @Override
  public void close() {
    own.ifPresent(
        answer -> {
          page.giveUp();
          answer.close();
        });
  }
}
