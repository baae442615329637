package tributary.tenant;

import java.time.Instant;

/**
 * A tenant as others see it.
 *
 * @param id its name
 * @param displayName the words for people
 * @param createdAt when it was made
 */
public record TenantView(TenantId id, String displayName, Instant createdAt) {}
