package tributary.spi;

import java.util.Objects;

/**
 * What the vendor proves itself with when it calls. The host makes it at random, one for each
 * subscription, of letters and digits. A vendor that signs instead takes the password as its key.
 *
 * @param user at most 40 characters
 * @param password at most 64 characters
 */
public record WebhookLogin(String user, Secret password) {
  public WebhookLogin {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }
}
