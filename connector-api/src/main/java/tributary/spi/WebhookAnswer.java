package tributary.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What a {@link WebhookReceiver} made of a request. */
public sealed interface WebhookAnswer {
  /** Genuine; these rows changed. The host stores them, then answers with success. */
  record Accepted(List<Change> changes) implements WebhookAnswer {
    public Accepted {
      changes = List.copyOf(changes);
    }
  }

  /** The vendor wants this body back to see that the address is ours. */
  record Handshake(String contentType, byte[] body) implements WebhookAnswer {
    public Handshake {
      Objects.requireNonNull(contentType, "contentType");
      body = body.clone();
    }

    @Override
    public byte[] body() {
      return body.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Handshake that
          && contentType.equals(that.contentType)
          && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
      return Objects.hash(contentType, Arrays.hashCode(body));
    }
  }

  /** Not to be trusted, or not to be understood. */
  record Refused(Reason reason) implements WebhookAnswer {}

  /** Why a request is refused. */
  enum Reason {
    BAD_SIGNATURE,
    STALE,
    MALFORMED,
    UNKNOWN_TOPIC
  }
}
