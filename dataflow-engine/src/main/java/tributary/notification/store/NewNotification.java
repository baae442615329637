package tributary.notification.store;

import java.time.Instant;
import java.util.UUID;
import tributary.notification.NotificationEvent;
import tributary.notification.SentNotification.Channel;
import tributary.tenant.TenantId;

/** A notification to deliver. */
public record NewNotification(
    UUID id,
    TenantId tenant,
    UUID rule,
    String dataflow,
    UUID run,
    NotificationEvent event,
    Channel channel,
    String recipient,
    String subject,
    String body,
    Instant at) {}
