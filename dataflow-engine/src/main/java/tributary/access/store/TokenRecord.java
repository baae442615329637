package tributary.access.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code api_token}. */
@Entity
@Table(name = "api_token")
class TokenRecord {
  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "name")
  private String name;

  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "role")
  private String role;

  @Column(name = "created_at")
  private Instant createdAt;

  protected TokenRecord() {}

  String tenantId() {
    return tenantId;
  }

  String name() {
    return name;
  }

  String role() {
    return role;
  }
}
