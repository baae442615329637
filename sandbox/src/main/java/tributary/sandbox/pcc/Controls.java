package tributary.sandbox.pcc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The levers behind the scene: time, faults, rights, quota, webhooks. Tests in the same process
 * pull them here, everybody else through {@link ControlApi}. Thread-safe.
 */
public final class Controls {
  private static final int STORM_TICK_MILLIS = 20;

  private final Parts parts;
  private final AtomicInteger storms = new AtomicInteger();

  /** What the levers move. */
  record Parts(
      World world,
      Life life,
      SandboxTime time,
      Memory memory,
      Faults faults,
      Grants grants,
      Tokens tokens,
      Quota quota,
      Webhooks webhooks,
      Subscriptions subscriptions,
      ServerCertificate certificate,
      ScheduledExecutorService threads) {}

  /** Changes what the server shows to those who connect from now on. */
  interface ServerCertificate {
    void show(Certificates.Shown shown) throws GeneralSecurityException, IOException;
  }

  Controls(Parts parts) {
    this.parts = parts;
  }

  /** Lets days pass, one after the other. */
  public synchronized void advance(int days) {
    try {
      for (int i = 0; i < days; i++) {
        long began = parts.time.now();
        parts.memory.day(began);
        parts.life.day(parts.memory.days().size(), began);
        parts.time.advance(Moments.DAY);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Adds a fault; returns its number. */
  public int add(Fault fault) {
    return parts.faults.add(fault);
  }

  /** Takes a fault away. */
  public boolean remove(int fault) {
    return parts.faults.remove(fault);
  }

  /** Takes all faults, refusals and oddities away; what happened to patients stays. */
  public void calm() {
    parts.faults.clear();
    parts.grants.allowAll();
    parts.webhooks.behave(Telling.USUAL);
    parts.tokens.rotate(PccSandbox.CLIENT_SECRET);
    showCertificate("good");
  }

  /** Forbids a resource in one facility; everywhere when it is null. */
  public void forbid(String resource, Integer facId) {
    parts.grants.forbid(resource, facId);
  }

  /** Switches the application on or off for the organization. */
  public void activate(boolean on) {
    parts.grants.activate(on);
  }

  /** Takes another client secret from now on. */
  public void rotateSecret(String secret) {
    parts.tokens.rotate(secret);
  }

  /** Makes all tokens worthless. */
  public void revokeTokens() {
    parts.tokens.revoke();
  }

  /** Gives tokens another life from now on. */
  public void tokensLive(Duration life) {
    parts.tokens.live(life);
  }

  /** How many tokens were given. */
  public long tokensIssued() {
    return parts.tokens.issued();
  }

  /** Sets the quota: calls a day, what is left of them, and calls a second (0: any number). */
  public void quota(long daily, long remaining, int perSecond) {
    parts.quota.set(daily, remaining, perSecond);
  }

  /** Shows {@code good}, {@code expired} or {@code other-host} to whoever connects from now on. */
  public void showCertificate(String which) {
    try {
      parts.certificate.show(
          Certificates.Shown.valueOf(which.toUpperCase(Locale.ROOT).replace('-', '_')));
    } catch (GeneralSecurityException | IOException failure) {
      throw new IllegalStateException("The certificate cannot be shown", failure);
    }
  }

  /** Deletes a patient, as if never there. */
  public boolean deletePatient(int patientId) {
    Chart chart = parts.world.chart(patientId);
    if (chart != null) {
      parts.life.delete(chart);
    }
    return chart != null;
  }

  /** Lets one thing happen to a patient now; false when it cannot. */
  public boolean happen(int patientId, String what) {
    Chart chart = parts.world.chart(patientId);
    if (chart == null) {
      return false;
    }
    long at = parts.time.now();
    switch (what) {
      case "patient.admit" -> parts.life.admit(chart, at);
      case "patient.readmit" -> parts.life.readmit(chart, at);
      case "patient.discharge" -> parts.life.discharge(chart, at);
      case "patient.transfer" -> parts.life.transfer(chart, at);
      case "patient.leave" -> parts.life.goOnLeave(chart, at);
      case "patient.returnFromLeave" -> parts.life.comeBack(chart, at);
      case "patient.updateResidentInfo" -> parts.life.changeInfo(chart, at);
      case "patient.updateContactInfo" -> parts.life.changeContact(chart, at);
      case "allergy.add" -> parts.life.add(Change.Kind.ALLERGY_ADD, chart, at);
      case "medication.add" -> parts.life.add(Change.Kind.MEDICATION_ADD, chart, at);
      case "observation" -> parts.life.add(Change.Kind.OBSERVATION_ADD, chart, at);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** How subscribers are told from now on; what is to be sent again is, too. */
  public void webhooks(Telling manner) {
    parts.webhooks.behave(manner);
  }

  /** Whether subscriptions are approved when they are made; those that wait are, if so. */
  public void approve(boolean atOnce) {
    parts.subscriptions.approveAtOnce(atOnce);
    if (atOnce) {
      parts.subscriptions.approveAll();
    }
  }

  /** Lets so many things happen a second, for some seconds; returns when it has begun. */
  public void storm(int perSecond, int seconds) {
    int total = perSecond * seconds;
    long began = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    ScheduledFuture<?>[] self = new ScheduledFuture<?>[1];
    storms.incrementAndGet();
    Runnable blow =
        () -> {
          long due = Math.min(total, (System.nanoTime() - began) * perSecond / 1_000_000_000L + 1);
          while (done.get() < due) {
            int number = done.incrementAndGet();
            long at = parts.time.now();
            parts.life.somethingAt(at, new Chance(at, Topic.LIFE, number));
          }
          if (done.get() >= total) {
            synchronized (self) {
              self[0].cancel(false);
            }
            storms.decrementAndGet();
          }
        };
    synchronized (self) {
      self[0] =
          parts.threads.scheduleAtFixedRate(blow, 0, STORM_TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Whether a storm blows. */
  public boolean storming() {
    return storms.get() > 0;
  }

  /** Whether no storm blows and no message is still to be sent. */
  public boolean allTold() {
    return !storming() && parts.webhooks.counts().underWay() == 0;
  }

  /** How many different messages came through, of the last 50,000. */
  public long messagesTold() {
    return parts.webhooks.deliveries().stream()
        .map(Webhooks.Delivery::messageId)
        .distinct()
        .count();
  }

  /** How many messages nobody took in the end. */
  public int messagesGivenUp() {
    return parts.webhooks.counts().givenUp();
  }

  Webhooks.Counts webhookCounts() {
    return parts.webhooks.counts();
  }

  List<Webhooks.Delivery> deliveries() {
    return parts.webhooks.deliveries();
  }

  /** The sandbox's time, in seconds since 1970. */
  public long now() {
    return parts.time.now();
  }

  int faults() {
    return parts.faults.count();
  }

  int daysPassed() {
    return parts.memory.days().size();
  }
}
