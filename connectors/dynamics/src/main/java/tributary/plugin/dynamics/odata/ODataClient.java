package tributary.plugin.dynamics.odata;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import tributary.kit.JsonBroken;
import tributary.kit.JsonFields;
import tributary.kit.Quota;
import tributary.kit.Unpacked;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpCall;
import tributary.spi.HttpLine;
import tributary.spi.HttpReply;
import tributary.spi.HttpTarget;

/** Asks one service, within its limits. Thread-safe. */
public final class ODataClient implements AutoCloseable {
  private static final int MOST_REFUSAL_BYTES = 16 * 1024;
  private static final Duration WITHOUT_WORD = Duration.ofSeconds(5);

  /** Two of the windows in which Dataverse counts; a longer pause is the run's matter. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** Somebody sits before the screen and waits. */
  private static final Duration LONGEST_PAUSE_OF_A_PERSON = Duration.ofSeconds(10);

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final HttpLine line;
  private final ServiceAddress address;
  private final Access access;
  private final Refusals refusals;
  private final Clock clock;
  private final Quota quota;
  private volatile Duration ahead = Duration.ZERO;
  private final Semaphore places;
  private volatile boolean reads;

  /** One page is enough to hold: where several chains are read, the service has work anyway. */
  private final AtomicReference<PageRoom> room = new AtomicReference<>(new PageRoom());

  /**
   * @param target the service's root with how to reach it
   * @param parallel questions under way at once, at most
   */
  public ODataClient(
      HttpTarget target, Access access, Refusals refusals, int parallel, ConnectorContext context) {
    this.address = new ServiceAddress(target.base());
    this.line = context.http().open(address.origin(target));
    this.access = access;
    this.refusals = refusals;
    this.clock = context.clock();
    this.quota = new Quota(clock, 0);
    this.places = new Semaphore(parallel, true);
  }

  public ServiceAddress address() {
    return address;
  }

  Access access() {
    return access;
  }

  public Refusals refusals() {
    return refusals;
  }

  /** Begins a question; the path begins with a slash and comes after the host. */
  public ODataAnswer ask(String path, Map<String, String> headers, String what)
      throws InterruptedException {
    return new ODataAnswer(this, path, headers, what).begin();
  }

  /** Asks for a small document and returns fields of the records in its list. */
  public List<Map<String, String>> fields(
      String path, String list, List<String> fields, String what) throws InterruptedException {
    try (ODataAnswer answer = ask(path, Map.of("Accept", "application/json"), what)) {
      return JsonFields.of(answer.body(), list, fields);
    } catch (JsonBroken e) {
      throw broken(e, what);
    } catch (InterruptedIOException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw cutOff(what, e);
    }
  }

  /** Learns what time it is at the service; what an answer does not say stays as it was. */
  void learnTime(Optional<String> date) {
    Instant now = clock.instant();
    RetryAfter.date(date).ifPresent(theirs -> ahead = Duration.between(now, theirs));
  }

  /** Returns the time by the service's clock, as its last answer told it; ours before that. */
  public Instant serviceTime() {
    return clock.instant().plus(ahead);
  }

  /** Waits for a place among the questions under way, and while the service wants it. */
  void enter() throws InterruptedException {
    places.acquire();
    try {
      quota.await();
    } catch (InterruptedException e) {
      places.release();
      throw e;
    }
  }

  void leave() {
    places.release();
  }

  /** Returns room to take a page in, which is to be given back; empty while another has it. */
  Optional<PageRoom> roomForOne() {
    return Optional.ofNullable(room.getAndSet(null));
  }

  void giveBack(PageRoom given) {
    room.set(given);
  }

  /**
   * Is told that rows are about to be read, by a run that has time. Before that somebody may be
   * waiting for the answer, who had better be told than kept.
   */
  public void rowsAreRead() {
    reads = true;
  }

  boolean hasTime() {
    return reads;
  }

  /**
   * Slows everybody down for as long as the service says.
   *
   * @throws ConnectorException when that is too long to wait for on the spot
   */
  void slowDown(Optional<String> retryAfter) {
    Instant now = clock.instant();
    Duration pause = RetryAfter.of(retryAfter, now).orElse(WITHOUT_WORD);
    if (pause.compareTo(reads ? LONGEST_PAUSE : LONGEST_PAUSE_OF_A_PERSON) > 0) {
      throw ConnectorException.retryLater(
          ODataError.SLOW_DOWN,
          refusals.service()
              + " asks to wait until "
              + MOMENT.format(now.plus(pause))
              + " before it is asked again.",
          null,
          pause);
    }
    quota.hold(pause);
  }

  HttpAwaited send(String path, Map<String, String> headers, Optional<String> authorization)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(headers);
    if (!address.isThisMachine()) {
      all.put("Accept-Encoding", "gzip");
    }
    all.put("OData-MaxVersion", "4.0");
    all.put("OData-Version", "4.0");
    authorization.ifPresent(header -> all.put("Authorization", header));
    return line.send(HttpCall.get(path, all));
  }

  /** Returns the beginning of a refusal, to understand it. */
  static String beginning(HttpReply refusal) throws InterruptedException {
    try (InputStream body = Unpacked.body(refusal)) {
      return new String(body.readNBytes(MOST_REFUSAL_BYTES), StandardCharsets.UTF_8);
    } catch (InterruptedIOException e) {
      throw interrupted(e);
    } catch (IOException e) {
      return "";
    }
  }

  /** Turns an interrupted read into what an interrupted wait throws. */
  public static InterruptedException interrupted(InterruptedIOException e) {
    Thread.interrupted();
    InterruptedException out = new InterruptedException(e.getMessage());
    out.initCause(e);
    return out;
  }

  ConnectorException broken(JsonBroken e, String what) {
    return switch (e.reason()) {
      case CUT_OFF -> cutOff(what, e);
      case OTHER_FORM ->
          broken(
              e,
              what,
              "is not the JSON of OData. Try again later; if it stays so, something between here and"
                  + " the service answers in its place.");
      case TOO_MUCH_BESIDE ->
          broken(
              e,
              what,
              "has more than a million characters beside its rows. Tell the people who run the"
                  + " service; until then, leave the table out.");
    };
  }

  private ConnectorException broken(JsonBroken e, String what, String problem) {
    return new ConnectorException(
        ODataError.ANSWER_BROKEN, refusals.service() + "'s answer for " + what + " " + problem, e);
  }

  ConnectorException cutOff(String what, Exception cause) {
    return new ConnectorException(
        ODataError.ANSWER_CUT_OFF,
        refusals.service() + "'s answer for " + what + " broke off. Try again.",
        cause);
  }

  /**
   * Returns the path of a link, which must lead to the same host.
   *
   * @throws ConnectorException when it leads elsewhere
   */
  String follow(String link, String what) {
    Optional<String> path = address.path(link);
    if (path.isPresent()) {
      return path.get();
    }
    throw new ConnectorException(
        ODataError.LINK_ELSEWHERE,
        refusals.service()
            + "'s answer for "
            + what
            + " goes on at another host than “"
            + address.host()
            + "”. It is not followed, so that the sign-in is shown to nobody else. Enter the"
            + " address that the service itself uses.",
        null);
  }

  /** Returns the root of the service. */
  URI root() {
    return address.root();
  }

  @Override
  public void close() {
    line.close();
  }
}
