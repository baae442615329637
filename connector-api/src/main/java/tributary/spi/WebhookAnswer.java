package tributary.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What a {@link WebhookReceiver} made of a request. */
public sealed interface WebhookAnswer {
  /**
   * Genuine. The host stores the events, then answers with success.
   *
   * @param events one for most vendors; as many as the request carries
   */
  record Accepted(List<WebhookEvent> events) implements WebhookAnswer {
    public Accepted {
      events = List.copyOf(events);
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
  record Refused(Reason reason) implements WebhookAnswer {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Why a request is refused. */
  enum Reason {
    /** Credentials or signature are missing or wrong: answered with 401. */
    BAD_SIGNATURE,
    /** Rightly signed, but too long ago: answered with 401. */
    STALE,
    /** Not what the vendor's events look like: answered with 400. */
    MALFORMED,
    /** For another account or application than the one connected to: answered with 400. */
    UNKNOWN_TOPIC
  }
}
