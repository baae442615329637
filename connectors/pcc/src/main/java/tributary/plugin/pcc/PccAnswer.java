package tributary.plugin.pcc;

import java.io.InputStream;
import tributary.spi.ConnectorException;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpReply;

/**
 * An answer on its way. A refused token is renewed once, and a wish to slow down obeyed, before the
 * body is handed out.
 */
final class PccAnswer implements Answer {
  private static final int MOST_PAUSES = 20;

  private final PccClient client;
  private final String path;
  private final String what;
  private String bearer;
  private HttpAwaited awaited;

  PccAnswer(PccClient client, String path, String what) {
    this.client = client;
    this.path = path;
    this.what = what;
  }

  PccAnswer begin() throws InterruptedException {
    bearer = client.bearer();
    awaited = client.send(path, bearer);
    return this;
  }

  @Override
  public InputStream body() throws InterruptedException {
    boolean renewed = false;
    for (int pauses = 0; ; ) {
      HttpReply reply = reply();
      client.replies().note(reply::header);
      int status = reply.status();
      if (status == 200) {
        return reply.body();
      }
      if (status == 401 && !renewed) {
        renewed = true;
        again(client.bearerInsteadOf(bearer));
      } else if (status == 401) {
        throw client.tokenRefused();
      } else if ((status == 429 || status == 503) && pauses++ < MOST_PAUSES) {
        client.replies().later(reply::header);
        again(client.bearer());
      } else {
        throw client.replies().refusal(status, PccClient.beginning(reply.body()), what);
      }
    }
  }

  private HttpReply reply() throws InterruptedException {
    try {
      return awaited.reply();
    } catch (ConnectorException e) {
      throw PccClient.blamed(e);
    }
  }

  private void again(String with) throws InterruptedException {
    awaited.close();
    bearer = with;
    awaited = client.send(path, with);
  }

  String what() {
    return what;
  }

  @Override
  public void close() {
    awaited.close();
  }
}
