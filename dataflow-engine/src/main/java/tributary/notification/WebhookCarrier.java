package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import tributary.connection.Egress;

/** Posts signed JSON. Redirections are not followed: they could lead anywhere. */
@ApplicationScoped
class WebhookCarrier implements Carrier {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Egress egress;
  private Clock clock;
  private HttpClient http;

  protected WebhookCarrier() {}

  @Inject
  WebhookCarrier(Egress egress, Clock clock) {
    this.egress = egress;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  @Override
  public void carry(Message message, byte[] secret) throws Undelivered, InterruptedException {
    URI address = URI.create(message.recipient());
    Optional<String> refused = egress.refusal(address);
    if (refused.isPresent()) {
      throw Undelivered.forGood(refused.get());
    }
    byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Tributary")
            .header("Tributary-Notification", message.id().toString())
            .header("Tributary-Timestamp", timestamp)
            .header("Tributary-Signature", Signature.of(secret, timestamp, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2) {
        throw Undelivered.forNow(
            "%s answered with status %d instead of 200."
                .formatted(address.getHost(), answer.statusCode()),
            null);
      }
    } catch (IOException e) {
      throw Undelivered.forNow(
          "%s cannot be reached: %s"
              .formatted(
                  address.getHost(), e.getMessage() == null ? "no connection" : e.getMessage()),
          e);
    }
  }
}
