package tributary.plugin.dynamics.odata;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import tributary.kit.Unpacked;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpReply;

/**
 * An answer on its way. A refused token is renewed once, and a wish to slow down obeyed, before the
 * body is handed out. Used by one thread.
 */
public final class ODataAnswer implements AutoCloseable {
  private static final int MOST_PAUSES = 30;
  private static final int MOST_PAUSES_OF_A_PERSON = 2;

  private final ODataClient client;
  private final String path;
  private final Map<String, String> headers;
  private final String what;
  private Optional<String> authorization = Optional.empty();
  private HttpAwaited awaited;
  private boolean hasPlace;

  ODataAnswer(ODataClient client, String path, Map<String, String> headers, String what) {
    this.client = client;
    this.path = path;
    this.headers = headers;
    this.what = what;
  }

  ODataAnswer begin() throws InterruptedException {
    authorization = client.access().header();
    send();
    return this;
  }

  private void send() throws InterruptedException {
    takePlace();
    try {
      awaited = client.send(path, headers, authorization);
    } finally {
      if (awaited == null) {
        leavePlace();
      }
    }
  }

  private void takePlace() throws InterruptedException {
    client.enter();
    hasPlace = true;
  }

  private void leavePlace() {
    if (hasPlace) {
      hasPlace = false;
      client.leave();
    }
  }

  /**
   * Lends its place among the questions under way: whoever keeps one place and waits for another
   * may wait for somebody who does the same.
   */
  void lendPlace() {
    leavePlace();
  }

  /** Waits for a place of its own again, unless it is closed and needs none. */
  void takePlaceBack() throws InterruptedException {
    if (awaited != null && !hasPlace) {
      takePlace();
    }
  }

  /**
   * Waits for the body of a good answer.
   *
   * @throws tributary.spi.ConnectorException when there is none
   * @throws IOException as the stream throws it
   */
  public InputStream body() throws InterruptedException, IOException {
    boolean renewed = false;
    for (int pauses = 0; ; ) {
      HttpReply reply = awaited.reply();
      int status = reply.status();
      if (status == 200) {
        client.learnTime(reply.header("Date"));
        return Unpacked.body(reply);
      }
      if (status == 401 && !renewed && authorization.isPresent()) {
        renewed = true;
        again(client.access().insteadOf(authorization.get()).or(() -> authorization));
      } else if ((status == 429 || status == 503) && pauses++ < mostPauses()) {
        client.slowDown(reply.header("Retry-After"));
        again(client.access().header());
      } else {
        throw client.refusals().refusal(status, ODataClient.beginning(reply), what);
      }
    }
  }

  private int mostPauses() {
    return client.hasTime() ? MOST_PAUSES : MOST_PAUSES_OF_A_PERSON;
  }

  private void again(Optional<String> with) throws InterruptedException {
    close();
    authorization = with;
    send();
  }

  @Override
  public void close() {
    if (awaited != null) {
      awaited.close();
      awaited = null;
      leavePlace();
    }
  }
}
