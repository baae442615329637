package tributary.tenant.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import tributary.tenant.TenantId;
import tributary.tenant.TenantView;

/** A row of {@code tenant}. */
@Entity
@Table(name = "tenant")
class TenantRecord {
  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "created_at")
  private Instant createdAt;

  protected TenantRecord() {}

  TenantView view() {
    return new TenantView(new TenantId(id), displayName, createdAt);
  }
}
