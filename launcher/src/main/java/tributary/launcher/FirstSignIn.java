package tributary.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accounts that the application makes when its database has none of them: what to sign in with
 * the first time.
 */
record FirstSignIn(List<Account> tenants) {
  static final String MAIN = "main";
  static final String DEMO = "demo";

  /** One tenant, its owner and the owner's API token. */
  record Account(String tenant, String user, String password, String token) {
    @Override
    public String toString() {
      return user + " of " + tenant;
    }
  }

  FirstSignIn {
    tenants = List.copyOf(tenants);
  }

  /** Reads the file, making it or adding the wanted tenant to it where needed; then it stays. */
  static FirstSignIn keptIn(Path file, boolean demo, Secrets secrets) {
    FirstSignIn kept = Json.read(file, FirstSignIn.class).orElse(new FirstSignIn(List.of()));
    String tenant = demo ? DEMO : MAIN;
    if (kept.find(tenant).isPresent()) {
      return kept;
    }
    List<Account> accounts = new ArrayList<>(kept.tenants());
    String user = demo ? DEMO : "admin";
    accounts.add(new Account(tenant, user, secrets.password(), secrets.token()));
    FirstSignIn extended = new FirstSignIn(accounts);
    Json.write(file, extended);
    return extended;
  }

  Account account(boolean demo) {
    return find(demo ? DEMO : MAIN).orElseThrow();
  }

  private Optional<Account> find(String tenant) {
    return tenants.stream().filter(account -> account.tenant().equals(tenant)).findFirst();
  }
}
