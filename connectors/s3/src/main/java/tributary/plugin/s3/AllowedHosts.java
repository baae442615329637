package tributary.plugin.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import tributary.spi.Network;

/**
 * Holds each request to the host's rules: without path style the bucket stands in the name that is
 * asked, and a name may point elsewhere than it did a moment ago.
 */
final class AllowedHosts implements ExecutionInterceptor {
  private final Network network;

  AllowedHosts(Network network) {
    this.network = network;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
    network.requireAllowed(context.httpRequest().getUri());
  }
}
