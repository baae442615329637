package tributary.sandbox.pcc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells subscribers of events, with the user and password that they gave, and tries again after
 * growing pauses when one does not answer with 2xx. On request it tells twice, out of order, or not
 * at all.
 */
final class Webhooks {
  private static final int KEPT = 50_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Subscriptions subscriptions;
  private final ScheduledExecutorService threads;
  private final Clock clock;
  private final HttpClient http;
  private final ArrayDeque<Delivery> log = new ArrayDeque<>();
  private final AtomicInteger published = new AtomicInteger();
  private final AtomicInteger delivered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile Telling manner = Telling.USUAL;

  Webhooks(Subscriptions subscriptions, ScheduledExecutorService threads, Clock clock) {
    this.subscriptions = subscriptions;
    this.threads = threads;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /**
   * One message that came through.
   *
   * @param attempt which try it was, from 1
   * @param at in milliseconds since 1970
   */
  record Delivery(String messageId, String eventType, int patientId, int attempt, long at) {}

  /**
   * What became of messages.
   *
   * @param underWay those that are to be sent, or sent again
   */
  record Counts(
      int published, int delivered, int refused, int givenUp, int dropped, int underWay) {}

  void behave(Telling newManner) {
    manner = newManner;
  }

  Counts counts() {
    return new Counts(
        published.get(),
        delivered.get(),
        refused.get(),
        givenUp.get(),
        dropped.get(),
        underWay.get());
  }

  /** The last messages that came through, oldest first. */
  List<Delivery> deliveries() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  void tell(Event event, boolean discharged) {
    for (Subscription one : subscriptions.live()) {
      if (!event.concerns(one) || discharged && !one.includeDischarged()) {
        continue;
      }
      Telling now = manner;
      Chance chance = new Chance(published.incrementAndGet(), Topic.MESSAGE, one.id());
      if (chance.percent(now.lost())) {
        dropped.incrementAndGet();
        continue;
      }
      int copies = chance.percent(now.twice()) ? 2 : 1;
      for (int copy = 0; copy < copies; copy++) {
        underWay.incrementAndGet();
        int delay = now.shuffleMillis() == 0 ? 0 : chance.below(now.shuffleMillis());
        later(() -> attempt(event, one, 1), delay);
      }
    }
  }

  private void later(Runnable task, long millis) {
    try {
      threads.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      // The sandbox is being closed: nobody waits for the message.
      givenUp.incrementAndGet();
      underWay.decrementAndGet();
    }
  }

  private void attempt(Event event, Subscription to, int attempt) {
    String login = to.username() + ":" + to.password();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(to.endUrl()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofString(event.json()))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 == 2) {
        delivered.incrementAndGet();
        underWay.decrementAndGet();
        note(
            new Delivery(
                event.messageId(), event.eventType(), event.patientId(), attempt, clock.millis()));
        return;
      }
      refused.incrementAndGet();
    } catch (IOException unreachable) {
      refused.incrementAndGet();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    }
    Telling now = manner;
    if (attempt >= now.attempts()) {
      givenUp.incrementAndGet();
      underWay.decrementAndGet();
    } else {
      later(() -> attempt(event, to, attempt + 1), now.pauseMillis(attempt));
    }
  }

  private void note(Delivery delivery) {
    synchronized (log) {
      log.add(delivery);
      if (log.size() > KEPT) {
        log.poll();
      }
    }
  }
}
