package tributary.access.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code account}. Its counters are changed by SQL only, so that none is lost. */
@Entity
@Table(name = "account")
class AccountRecord {
  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "user_name")
  private String userName;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "failed_attempts")
  private int failedAttempts;

  @Column(name = "locked_until")
  private Instant lockedUntil;

  @Column(name = "created_at")
  private Instant createdAt;

  protected AccountRecord() {}

  AccountRecord(UUID id, String userName, String passwordHash, Instant createdAt) {
    this.id = id;
    this.userName = userName;
    this.passwordHash = passwordHash;
    this.createdAt = createdAt;
  }

  UUID id() {
    return id;
  }

  String userName() {
    return userName;
  }

  String passwordHash() {
    return passwordHash;
  }
}
