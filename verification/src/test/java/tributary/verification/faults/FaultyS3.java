package tributary.verification.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands before an S3 server: gives no connection more than a set rate, and does wrong to some
 * requests. One request for each connection.
 */
final class FaultyS3 implements AutoCloseable {
  /** What a client that asks too often is told to wait. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final int PIECE = 1024;
  private static final int LONGEST_HEAD = 64 << 10;

  private final URI server;
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Random random;
  private final Map<S3Fault, AtomicInteger> done = new EnumMap<>(S3Fault.class);
  private final Queue<S3Fault> next = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> askedToWait = new ConcurrentHashMap<>();
  private final Queue<Duration> waits = new ConcurrentLinkedQueue<>();
  private volatile int percent;
  private volatile int bytesPerSecond = Integer.MAX_VALUE;

  private FaultyS3(URI server, ServerSocket door, long seed) {
    this.server = server;
    this.door = door;
    random = new Random(seed);
    for (S3Fault fault : S3Fault.values()) {
      done.put(fault, new AtomicInteger());
    }
  }

  static FaultyS3 before(URI server, long seed) throws IOException {
    FaultyS3 proxy =
        new FaultyS3(server, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), seed);
    proxy.threads.execute(proxy::accept);
    return proxy;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** Does wrong to so many of a hundred requests. */
  void harm(int percent) {
    this.percent = percent;
  }

  /** Does this to the next request for an object. */
  void doNext(S3Fault fault) {
    next.add(fault);
  }

  /** Returns how long clients waited that were asked to wait for {@link #RETRY_AFTER}. */
  List<Duration> waits() {
    return List.copyOf(waits);
  }

  /** Gives each connection so much. */
  void rate(int bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Returns how often each fault was done. */
  Map<S3Fault, AtomicInteger> done() {
    return done;
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(server.getHost(), server.getPort())) {
      Optional<String> head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      String path = head.get().split(" ", 3)[1].replaceFirst("\\?.*", "");
      Optional<Long> asked = Optional.ofNullable(askedToWait.remove(path));
      asked.ifPresent(at -> waits.add(Duration.ofNanos(System.nanoTime() - at)));
      Optional<S3Fault> fault = fault(path);
      fault.ifPresent(f -> done.get(f).incrementAndGet());
      if (fault.equals(Optional.of(S3Fault.TOO_MANY))) {
        askedToWait.put(path, System.nanoTime());
      }
      if (fault.isPresent() && answered(fault.get(), client.getOutputStream())) {
        return;
      }
      upstream.getOutputStream().write(alone(head.get()).getBytes(StandardCharsets.ISO_8859_1));
      upstream.getOutputStream().flush();
      pass(upstream.getInputStream(), client, fault);
    } catch (IOException e) {
      // one of the two hung up: the other is told by the end of its connection
    }
  }

  private synchronized Optional<S3Fault> fault(String path) {
    if (path.endsWith(".csv") && !next.isEmpty()) {
      return Optional.of(next.remove());
    }
    S3Fault[] all = S3Fault.values();
    return random.nextInt(100) < percent
        ? Optional.of(all[random.nextInt(all.length)])
        : Optional.empty();
  }

  private static Optional<String> head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (last != 0x0d0a0d0a) {
      int next = in.read();
      if (next < 0 || head.size() > LONGEST_HEAD) {
        return Optional.empty();
      }
      head.write(next);
      last = last << 8 | next;
    }
    return Optional.of(head.toString(StandardCharsets.ISO_8859_1));
  }

  /** The server closes after its answer, so that the end of the answer is the connection's. */
  private static String alone(String head) {
    String rest = head.replaceAll("(?im)^connection:.*\r\n", "");
    return rest.substring(0, rest.length() - 2) + "Connection: close\r\n\r\n";
  }

  private static boolean answered(S3Fault fault, OutputStream out) throws IOException {
    String status =
        switch (fault) {
          case ERROR -> "500 Internal Server Error";
          case UNAVAILABLE -> "503 Service Unavailable";
          case TOO_MANY -> "429 Too Many Requests\r\nRetry-After: " + RETRY_AFTER.toSeconds();
          case CUT, TRUNCATED, SLOW -> "";
        };
    if (status.isEmpty()) {
      return false;
    }
    String code =
        switch (fault) {
          case ERROR -> "InternalError";
          case UNAVAILABLE -> "SlowDown";
          default -> "TooManyRequests";
        };
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
            + code
            + "</Code><Message>Try again.</Message></Error>";
    String answer =
        "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, body.length(), body);
    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return true;
  }

  private void pass(InputStream from, Socket client, Optional<S3Fault> fault) throws IOException {
    OutputStream to = client.getOutputStream();
    boolean ends =
        fault.equals(Optional.of(S3Fault.CUT)) || fault.equals(Optional.of(S3Fault.TRUNCATED));
    int passes = ends ? 600 + random.nextInt(8 * PIECE) : Integer.MAX_VALUE;
    int slower = fault.equals(Optional.of(S3Fault.SLOW)) ? 4 : 1;
    byte[] piece = new byte[PIECE];
    long passed = 0;
    long begun = System.nanoTime();
    for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
      int left = (int) Math.min(read, passes - passed);
      to.write(piece, 0, left);
      to.flush();
      passed += left;
      if (passed >= passes) {
        if (fault.get() == S3Fault.CUT) {
          client.setSoLinger(true, 0);
        }
        return;
      }
      long due = begun + passed * 1_000_000_000L / bytesPerSecond * slower;
      while (System.nanoTime() < due && !door.isClosed()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }
}
