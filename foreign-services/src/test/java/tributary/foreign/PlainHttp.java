package tributary.foreign;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A service asked without any of the connectors' code. */
final class PlainHttp {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private final Optional<String> authorization;

  private PlainHttp(Optional<String> authorization) {
    this.authorization = authorization;
  }

  static PlainHttp withoutSignIn() {
    return new PlainHttp(Optional.empty());
  }

  static PlainHttp as(String username, String password) {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new PlainHttp(Optional.of("Basic " + Base64.getEncoder().encodeToString(both)));
  }

  /** What a set's pages hold. */
  record Rows(List<JsonNode> all, int pages) {}

  /** Returns the rows of a set, page by page. */
  Rows rows(URI set) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    int pages = 0;
    for (URI next = set; next != null; pages++) {
      JsonNode page = json.readTree(body(next));
      page.get("value").forEach(all::add);
      JsonNode link = page.get("@odata.nextLink");
      next = link == null ? null : next.resolve(link.asText());
    }
    return new Rows(all, pages);
  }

  /** Returns the token that an authority gives to a client by its name and secret. */
  String token(URI address) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"));
    return json.readTree(answer(request)).get("access_token").asText();
  }

  /** Returns a value of JSON as a tree. */
  JsonNode tree(String text) throws IOException {
    return json.readTree(text);
  }

  private byte[] body(URI address) throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder(address));
  }

  private byte[] answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    authorization.ifPresent(value -> request.header("Authorization", value));
    HttpResponse<byte[]> answer =
        client.send(
            request.header("Accept", "application/json").timeout(LIMIT).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.uri() + " answers with status " + answer.statusCode());
    }
    return answer.body();
  }
}
