package tributary.web.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsAccessTest {
  @Test
  void countsWithoutTenantsAreOpen() {
    assertThat(new MetricsAccess(Optional.empty(), false).refused(null)).isEmpty();
    assertThat(new MetricsAccess(Optional.of(" "), false).refused(null)).isEmpty();
  }

  @Test
  void figuresByTenantAreClosedUntilThereIsAToken() {
    MetricsAccess access = new MetricsAccess(Optional.empty(), true);

    assertThat(access.refused("Bearer anything"))
        .contains(
            new MetricsAccess.Refused(
                403,
                "The metrics name tenants, so they need a token: set tributary.metrics.token, or"
                    + " tributary.metrics.tenants to false."));
  }

  @Test
  void aTokenIsAskedForOnceThereIsOne() {
    MetricsAccess access = new MetricsAccess(Optional.of("secret"), false);

    assertThat(access.refused("Bearer secret")).isEmpty();
    for (String other : new String[] {null, "", "secret", "Bearer ", "Bearer secrets", "Basic x"}) {
      assertThat(access.refused(other)).get().extracting("status").isEqualTo(401);
    }
  }
}
