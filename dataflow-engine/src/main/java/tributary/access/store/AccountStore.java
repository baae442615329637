package tributary.access.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tributary.access.SignedIn;
import tributary.access.SignedIn.Role;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/**
 * Reads and writes accounts, members and tokens. Each method is one transaction, so that none is
 * open while a password is hashed.
 */
@ApplicationScoped
@Transactional
public class AccountStore {
  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected AccountStore() {}

  /** Makes the store without a container. */
  public AccountStore(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * An account and the first tenant it belongs to.
   *
   * @param id the account
   * @param userName as it was made
   * @param passwordHash see {@code PasswordHash}
   * @param tenant by name the first
   * @param role there
   */
  public record Account(
      UUID id, String userName, String passwordHash, TenantId tenant, Role role) {}

  /** Returns the account of this user name, in any case, if it is a member somewhere. */
  public Optional<Account> account(String userName) {
    return entities
        .createQuery(
            "select a, m from AccountRecord a, MemberRecord m"
                + " where lower(a.userName) = lower(:name) and m.key.accountId = a.id"
                + " order by m.key.tenantId",
            Object[].class)
        .setParameter("name", userName)
        .setMaxResults(1)
        .getResultStream()
        .map(pair -> account((AccountRecord) pair[0], (MemberRecord) pair[1]))
        .findFirst();
  }

  private static Account account(AccountRecord account, MemberRecord member) {
    return new Account(
        account.id(),
        account.userName(),
        account.passwordHash(),
        new TenantId(member.tenantId()),
        Role.valueOf(member.role()));
  }

  /** Forgets earlier failures; returns false, changing nothing, while the account is locked. */
  public boolean noteSuccess(UUID account, Instant now) {
    return entities
            .createNativeQuery(
                "update tributary.account set failed_attempts = 0, locked_until = null"
                    + " where id = ? and (locked_until is null or locked_until <= ?)")
            .setParameter(1, account)
            .setParameter(2, Timestamp.from(now))
            .executeUpdate()
        == 1;
  }

  /**
   * Counts a failure; the one that makes the limit locks the account. Failures while it is locked
   * do not count, so that nobody can keep another locked out for ever.
   */
  public void noteFailure(UUID account, Instant now, int limit, Instant lockedUntil) {
    entities
        .createNativeQuery(
            "update tributary.account set"
                + " failed_attempts = case when failed_attempts + 1 >= ? then 0"
                + " else failed_attempts + 1 end,"
                + " locked_until = case when failed_attempts + 1 >= ? then cast(? as timestamptz)"
                + " end"
                + " where id = ? and (locked_until is null or locked_until <= ?)")
        .setParameter(1, limit)
        .setParameter(2, limit)
        .setParameter(3, Timestamp.from(lockedUntil))
        .setParameter(4, account)
        .setParameter(5, Timestamp.from(now))
        .executeUpdate();
  }

  /** Returns whether an account of this name exists, in any case. */
  public boolean exists(String userName) {
    return !entities
        .createQuery("select a.id from AccountRecord a where lower(a.userName) = lower(:name)")
        .setParameter("name", userName)
        .getResultList()
        .isEmpty();
  }

  /** Inserts the account as Owner of the tenant unless the name is there. */
  public void insertOwner(TenantId tenant, String userName, String passwordHash, Instant now) {
    UUID id = UUID.randomUUID();
    int inserted =
        entities
            .createNativeQuery(
                "insert into tributary.account (id, user_name, password_hash, created_at)"
                    + " values (?, ?, ?, ?) on conflict do nothing")
            .setParameter(1, id)
            .setParameter(2, userName)
            .setParameter(3, passwordHash)
            .setParameter(4, Timestamp.from(now))
            .executeUpdate();
    if (inserted == 1) {
      entities.persist(new MemberRecord(tenant.value(), id, Role.OWNER.name()));
    }
  }

  /** Returns whom this token stands for. */
  public Optional<SignedIn> token(String tokenHash) {
    return entities
        .createQuery("select t from TokenRecord t where t.tokenHash = :hash", TokenRecord.class)
        .setParameter("hash", tokenHash)
        .getResultStream()
        .map(
            token ->
                new SignedIn(
                    token.tenantId(), Actor.Kind.TOKEN, token.name(), Role.valueOf(token.role())))
        .findFirst();
  }

  /** Inserts the token as Owner of the tenant unless one of this name is there. */
  public void insertToken(TenantId tenant, String name, String tokenHash, Instant now) {
    entities
        .createNativeQuery(
            "insert into tributary.api_token (id, tenant_id, name, token_hash, role, created_at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
        .setParameter(1, UUID.randomUUID())
        .setParameter(2, tenant.value())
        .setParameter(3, name)
        .setParameter(4, tokenHash)
        .setParameter(5, Role.OWNER.name())
        .setParameter(6, Timestamp.from(now))
        .executeUpdate();
  }
}
