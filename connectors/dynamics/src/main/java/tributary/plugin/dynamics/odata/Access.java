package tributary.plugin.dynamics.odata;

import java.util.Optional;
import tributary.kit.AccessTokens;

/** What a question proves itself with. Thread-safe. */
public interface Access {
  /** Returns the Authorization header; empty where none is wanted. */
  Optional<String> header() throws InterruptedException;

  /** Returns another header than the one that was refused; empty where there is no other. */
  Optional<String> insteadOf(String refused) throws InterruptedException;

  /** Returns access by something that never changes. */
  static Access fixed(Optional<String> header) {
    return new Access() {
      @Override
      public Optional<String> header() {
        return header;
      }

      @Override
      public Optional<String> insteadOf(String refused) {
        return Optional.empty();
      }
    };
  }

  /** Returns access by tokens that are renewed. */
  static Access by(AccessTokens tokens) {
    String bearer = "Bearer ";
    return new Access() {
      @Override
      public Optional<String> header() throws InterruptedException {
        return Optional.of(bearer + tokens.current());
      }

      @Override
      public Optional<String> insteadOf(String refused) throws InterruptedException {
        return Optional.of(bearer + tokens.insteadOf(refused.substring(bearer.length())));
      }
    };
  }
}
