package tributary.http;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
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
  private final Network network;
  private final AnnotatedClients clients;
  private final ExecutorService threads;
  private final Pace pace;
  private Prepared prepared;
  private volatile boolean answered;

  Line(HttpTarget target, Network network, AnnotatedClients clients, ExecutorService threads) {
    this.target = target;
    this.network = network;
    this.clients = clients;
    this.threads = threads;
    this.pace = new Pace(target.perSecond());
  }

  /** What the first request makes. */
  private record Prepared(
      HttpClient client, Optional<SSLContext> tls, Optional<Network.Proxy> proxy) {}

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
    HttpClient client = prepared().client();
    HttpRequest request = request(call);
    beginRequest();
    ReplyBody body = new ReplyBody(target);
    return new Awaited(client.sendAsync(request, info -> body), body, this::outcome);
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

  private HttpRequest request(HttpCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(under(call.path()))
            .timeout(target.answerLimit())
            .method(
                call.method(),
                call.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
    call.headers().forEach(request::header);
    return request.build();
  }

  /** The path cannot lead to another server: it only ever comes after the base. */
  private URI under(String path) {
    String base = target.base().toString().replaceFirst("/+$", "");
    return URI.create(base + (path.startsWith("/") ? path : "/" + path));
  }

  private synchronized Prepared prepared() {
    if (prepared == null) {
      requireHttp();
      Optional<SSLContext> tls = Tls.context(target);
      Optional<Network.Proxy> proxy = network.proxyFor(target.base());
      HttpClient.Builder client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(target.connectLimit())
              .executor(threads);
      tls.ifPresent(client::sslContext);
      proxy.ifPresent(
          through ->
              client.proxy(
                  ProxySelector.of(new InetSocketAddress(through.host(), through.port()))));
      prepared = new Prepared(client.build(), tls, proxy);
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
    prepared = null;
  }
}
