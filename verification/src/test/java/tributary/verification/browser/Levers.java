package tributary.verification.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What makes a vendor's stand-in behave otherwise. */
final class Levers {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String control;

  /**
   * @param control where the stand-in's levers are
   */
  Levers(String control) {
    this.control = control;
  }

  /** Puts all of them back. */
  void calm() throws IOException, InterruptedException {
    pull("calm", "");
  }

  /**
   * Pulls one.
   *
   * @param body JSON; empty for a lever that asks for nothing
   */
  void pull(String lever, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(control + "/" + lever))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
