package tributary.access.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** A row of {@code member}. */
@Entity
@Table(name = "member")
class MemberRecord {
  @EmbeddedId private Key key;

  @Column(name = "role")
  private String role;

  protected MemberRecord() {}

  MemberRecord(String tenantId, UUID accountId, String role) {
    this.key = new Key(tenantId, accountId);
    this.role = role;
  }

  String tenantId() {
    return key.tenantId;
  }

  String role() {
    return role;
  }

  /** Who is a member where. */
  @Embeddable
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "tenant_id")
    private String tenantId;

    @Column(name = "account_id")
    private UUID accountId;

    protected Key() {}

    Key(String tenantId, UUID accountId) {
      this.tenantId = tenantId;
      this.accountId = accountId;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && Objects.equals(tenantId, that.tenantId)
          && Objects.equals(accountId, that.accountId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(tenantId, accountId);
    }
  }
}
