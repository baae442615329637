package tributary.audit.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** A row of {@code audit_entry}; never changed. */
@Entity
@Table(name = "audit_entry")
class AuditRecord {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  private Long id;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "at")
  private Instant at;

  @Column(name = "actor_kind")
  private String actorKind;

  @Column(name = "actor")
  private String actor;

  @Column(name = "action")
  private String action;

  @Column(name = "subject")
  private String subject;

  protected AuditRecord() {}

  AuditRecord(TenantId tenant, Actor actor, String action, String subject, Instant at) {
    this.tenantId = tenant.value();
    this.actorKind = actor.kind().name();
    this.actor = actor.name();
    this.action = action;
    this.subject = subject;
    this.at = at;
  }
}
