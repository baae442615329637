package tributary.launcher;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes passwords and tokens. */
final class Secrets {
  /** Without the letters and digits that are easily taken for one another. */
  private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

  private final SecureRandom random = new SecureRandom();

  /** Twenty characters in three groups: 18 that count, or 89 bits. */
  String password() {
    StringBuilder password = new StringBuilder();
    for (int group = 0; group < 3; group++) {
      if (group > 0) {
        password.append('-');
      }
      for (int i = 0; i < 6; i++) {
        password.append(READABLE.charAt(random.nextInt(READABLE.length())));
      }
    }
    return password.toString();
  }

  String token() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "trb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
