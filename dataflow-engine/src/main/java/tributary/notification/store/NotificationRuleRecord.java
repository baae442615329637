package tributary.notification.store;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import tributary.notification.NotificationRule;
import tributary.store.UuidColumn;
import tributary.tenant.TenantId;

/** A row of {@code notification_rule}. */
@Entity
@Table(name = "notification_rule")
class NotificationRuleRecord {
  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @Column(name = "dataflow_id", updatable = false)
  @Convert(converter = UuidColumn.class)
  private UUID dataflowId;

  @Column(name = "on_failure")
  private boolean failure;

  @Column(name = "on_recovery")
  private boolean recovery;

  @Column(name = "on_success")
  private boolean success;

  @Column(name = "mail")
  private String mail;

  @Column(name = "webhook")
  private String webhook;

  @Column(name = "webhook_secret")
  private byte[] sealed;

  protected NotificationRuleRecord() {}

  NotificationRuleRecord(TenantId tenant, UUID dataflow, UUID id) {
    this.tenantId = tenant.value();
    this.dataflowId = dataflow;
    this.id = id;
  }

  void take(NotificationRule rule, byte[] secret) {
    failure = rule.failure();
    recovery = rule.recovery();
    success = rule.success();
    mail = String.join("\n", rule.mail());
    webhook = rule.webhook();
    sealed = secret.clone();
  }

  KeptRule kept() {
    return new KeptRule(
        id,
        new NotificationRule(
            failure,
            recovery,
            success,
            mail.isEmpty() ? List.of() : List.of(mail.split("\n")),
            webhook),
        sealed.clone());
  }
}
