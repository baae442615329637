package tributary.http;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import tributary.spi.ConnectorException;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpCall;
import tributary.spi.HttpLine;
import tributary.spi.HttpProblem;
import tributary.spi.HttpTarget;
import tributary.spi.Network;

/** A line to one server. What it needs is made at the first request. */
final class Line implements HttpLine {
  private final HttpTarget target;
  private final String base;
  private final Network network;
  private final AnnotatedClients clients;
  private final ExecutorService threads;
  private final Pace pace;
  private Prepared prepared;
  private volatile boolean answered;

  Line(HttpTarget target, Network network, AnnotatedClients clients, ExecutorService threads) {
    this.target = target;
    this.base = target.base().toString().replaceFirst("/+$", "");
    this.network = network;
    this.clients = clients;
    this.threads = threads;
    this.pace = new Pace(target.perSecond());
  }

  /** What the first request makes. */
  private record Prepared(
      CloseableHttpClient client, Optional<SSLContext> tls, Optional<Network.Proxy> proxy) {}

  @Override
  public <T> T client(Class<T> api) {
    return InterruptibleClient.of(
        api,
        () -> made(api),
        new InterruptibleClient.Ways(this::beginRequest, this::outcome),
        threads);
  }

  private <T> T made(Class<T> api) {
    Prepared ready = prepared();
    return clients.make(api, new AnnotatedClients.Setting(target, ready.tls(), ready.proxy()));
  }

  @Override
  public HttpAwaited send(HttpCall call) throws InterruptedException {
    CloseableHttpClient client = prepared().client();
    HttpUriRequestBase request = request(call);
    beginRequest();
    return Awaited.send(client, request, target, this::outcome, threads);
  }

  /** Takes note of an answer, or puts what kept a request from it into words. */
  private ConnectorException outcome(Optional<Throwable> failure) {
    if (failure.isEmpty()) {
      answered = true;
      return null;
    }
    ConnectorException told = Failures.of(failure.get(), target);
    Optional<SSLContext> tls = prepared().tls();
    boolean perhapsRefused =
        HttpProblem.CONNECTION_LOST.is(told)
            && !answered
            && target.key().isPresent()
            && tls.isPresent()
            && prepared().proxy().isEmpty()
            && "https".equals(target.base().getScheme());
    return perhapsRefused ? Handshake.refusal(target, tls.get()).orElse(told) : told;
  }

  private void beginRequest() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    network.requireAllowed(target.base());
    pace.await();
  }

  private HttpUriRequestBase request(HttpCall call) {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), under(call.path()));
    call.headers().forEach(request::setHeader);
    call.body().map(body -> new ByteArrayEntity(body, null)).ifPresent(request::setEntity);
    return request;
  }

  /** The path cannot lead to another server: it only ever comes after the base. */
  private URI under(String path) {
    return URI.create(path.startsWith("/") ? base + path : base + "/" + path);
  }

  private synchronized Prepared prepared() {
    if (prepared == null) {
      requireHttp();
      Optional<SSLContext> tls = Tls.context(target);
      Optional<Network.Proxy> proxy = network.proxyFor(target.base());
      prepared = new Prepared(Clients.make(target, tls, proxy), tls, proxy);
    }
    return prepared;
  }

  private void requireHttp() {
    URI base = target.base();
    boolean http = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
    if (!http || base.getHost() == null || base.getRawQuery() != null) {
      throw new ConnectorException(
          HttpProblem.ADDRESS_INVALID,
          "“" + base + "” is not an address for HTTP. Enter one such as https://host/path.",
          null);
    }
  }

  @Override
  public synchronized void close() {
    if (prepared != null) {
      prepared.client().close(CloseMode.IMMEDIATE);
      prepared = null;
    }
  }
}
