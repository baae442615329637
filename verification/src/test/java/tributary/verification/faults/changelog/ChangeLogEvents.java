package tributary.verification.faults.changelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tributary.spi.Change.Kind;
import tributary.spi.RowKey;
import tributary.spi.SubscribeRequest;
import tributary.spi.Subscription;
import tributary.spi.WebhookAnswer;
import tributary.spi.WebhookEvent;
import tributary.spi.WebhookReceiver;
import tributary.spi.WebhookRequest;

/**
 * Understands events whose lines are the password, the event's id and the ids of rows. Writes the
 * password beside the change log, for whoever plays the vendor.
 */
final class ChangeLogEvents implements WebhookReceiver {
  private final Path file;

  ChangeLogEvents(Path file) {
    this.file = file;
  }

  @Override
  public Subscription subscribe(SubscribeRequest request) {
    try {
      Files.writeString(
          ChangeLogPlugin.password(file), String.valueOf(request.login().password().reveal()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Subscription.MANUAL;
  }

  @Override
  public WebhookAnswer receive(WebhookRequest request) {
    List<String> lines = new String(request.body(), StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()
        || !lines.get(0).equals(String.valueOf(request.login().password().reveal()))) {
      return new WebhookAnswer.Refused(WebhookAnswer.Reason.BAD_SIGNATURE);
    }
    return new WebhookAnswer.Accepted(
        List.of(
            new WebhookEvent(
                lines.get(1),
                "visits",
                request.receivedAt(),
                lines.stream()
                    .skip(2)
                    .map(
                        id ->
                            new tributary.spi.Change(
                                ChangeLogSource.TABLE, RowKey.of(id), Kind.UPSERTED))
                    .toList())));
  }
}
