package tributary.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.CookieSpecFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import tributary.spi.HttpTarget;
import tributary.spi.Network;

/** Makes clients that do what they are told and nothing of their own accord. */
final class Clients {
  /** More than all readers of a run have on their way at a time. */
  private static final int MOST_CONNECTIONS = 256;

  /** After so long without use a connection is looked at before it is used. */
  private static final TimeValue UNUSED = TimeValue.ofSeconds(1);

  private Clients() {}

  static CloseableHttpClient make(
      HttpTarget target, Optional<SSLContext> tls, Optional<Network.Proxy> proxy) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(MOST_CONNECTIONS)
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(limit(target.connectLimit()))
                    .setSocketTimeout(limit(target.answerLimit()))
                    .setValidateAfterInactivity(UNUSED)
                    .build());
    // the JDK itself compares the server's name with its certificate, during the handshake
    connections.setTlsSocketStrategy(
        new DefaultClientTlsStrategy(
            tls.orElseGet(Tls::ofTheJdk), HostnameVerificationPolicy.BUILTIN, null));
    var client =
        HttpClients.custom()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(limit(target.answerLimit()))
                    .setConnectionRequestTimeout(limit(target.answerLimit()))
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .setDefaultCookieSpecRegistry(RegistryBuilder.<CookieSpecFactory>create().build())
            .setRetryStrategy(new OnceForAnOldConnection())
            .setUserAgent("Tributary")
            // a line has one certificate, so all its connections are of the same party
            .disableConnectionState()
            .disableAuthCaching()
            .disableContentCompression()
            .disableCookieManagement()
            .disableRedirectHandling();
    proxy.ifPresent(through -> client.setProxy(new HttpHost(through.host(), through.port())));
    return client.build();
  }

  private static Timeout limit(Duration duration) {
    return Timeout.of(duration);
  }

  /**
   * A server may close a connection just when it is used again: what changes nothing is then sent
   * once more. What an answer says is the connector's business.
   */
  private static final class OnceForAnOldConnection implements HttpRequestRetryStrategy {
    @Override
    public boolean retryRequest(
        HttpRequest request, IOException failure, int tries, HttpContext context) {
      boolean ofNoConnection =
          failure instanceof InterruptedIOException
              || failure instanceof ConnectException
              || failure instanceof UnknownHostException
              || failure instanceof SSLException;
      return tries == 1 && !ofNoConnection && Method.GET.isSame(request.getMethod());
    }

    @Override
    public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
      return false;
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int tries, HttpContext context) {
      return TimeValue.ZERO_MILLISECONDS;
    }
  }
}
