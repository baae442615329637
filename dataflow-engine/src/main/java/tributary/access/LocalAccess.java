package tributary.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tributary.access.store.AccountStore;
import tributary.access.store.AccountStore.Account;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Accounts and tokens in the control tables. */
@ApplicationScoped
class LocalAccess implements Access {
  /** What OWASP advises for PBKDF2 with HMAC-SHA-512. */
  static final int ITERATIONS = 210_000;

  static final int MAX_FAILURES = 10;
  static final Duration LOCKOUT = Duration.ofMinutes(15);

  private AccountStore store;
  private PasswordHash passwords;
  private Clock clock;

  protected LocalAccess() {}

  @Inject
  LocalAccess(AccountStore store, Clock clock) {
    this(store, new PasswordHash(ITERATIONS), clock);
  }

  LocalAccess(AccountStore store, PasswordHash passwords, Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.clock = clock;
  }

  @Override
  public Optional<SignedIn> signIn(String user, char[] password) {
    Optional<Account> found = store.account(user);
    if (found.isEmpty()) {
      passwords.matchesNobody(password);
      return Optional.empty();
    }
    Account account = found.get();
    // the hash is worked out while locked too: the time taken must not tell
    boolean matches = passwords.matches(password, account.passwordHash());
    Instant now = clock.instant();
    if (!matches) {
      store.noteFailure(account.id(), now, MAX_FAILURES, now.plus(LOCKOUT));
      return Optional.empty();
    }
    return store.noteSuccess(account.id(), now) ? Optional.of(person(account)) : Optional.empty();
  }

  private static SignedIn person(Account account) {
    return new SignedIn(
        account.tenant().value(), Actor.Kind.PERSON, account.userName(), account.role());
  }

  @Override
  public Optional<SignedIn> byToken(String token) {
    return store.token(TokenHash.of(token));
  }

  @Override
  public void ensureOwner(TenantId tenant, String user, char[] password) {
    if (!store.exists(user)) {
      store.insertOwner(tenant, user, passwords.of(password), clock.instant());
    }
  }

  @Override
  public void ensureToken(TenantId tenant, String name, String token) {
    store.insertToken(tenant, name, TokenHash.of(token), clock.instant());
  }
}
