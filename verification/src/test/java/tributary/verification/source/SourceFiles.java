package tributary.verification.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Puts files into a bucket of the source server and takes them out, from any process. */
public final class SourceFiles {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI backDoor;
  private final String bucket;

  /** Makes the bucket unless it is there. */
  public SourceFiles(URI backDoor, String bucket) {
    this.backDoor = backDoor;
    this.bucket = bucket;
    send("PUT", "/files/" + bucket, BodyPublishers.noBody());
  }

  public String bucket() {
    return bucket;
  }

  public void put(String key, String content) {
    put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  public void put(String key, byte[] content) {
    send("PUT", "/files/" + bucket + "/" + encoded(key), BodyPublishers.ofByteArray(content));
  }

  public void remove(String key) {
    send("DELETE", "/files/" + bucket + "/" + encoded(key), BodyPublishers.noBody());
  }

  /** Imposes a rule on the whole bucket. */
  public void impose(Rule rule) {
    send("PUT", "/rules/" + bucket, BodyPublishers.ofString(rule.name()));
  }

  /** Imposes a rule on one object. */
  public void impose(String key, Rule rule) {
    send("PUT", "/rules/" + bucket + "/" + encoded(key), BodyPublishers.ofString(rule.name()));
  }

  /** Lifts the rule of one object. */
  public void lift(String key) {
    send("PUT", "/rules/" + bucket + "/" + encoded(key), BodyPublishers.noBody());
  }

  private void send(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(backDoor.resolve(path)).method(method, body).build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String key) {
    return Arrays.stream(key.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
