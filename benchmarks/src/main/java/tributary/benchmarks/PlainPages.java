package tributary.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/**
 * The peer: so many threads, each with a part of the accounts, that get page after page, parse them
 * value by value, and forget what they got.
 */
final class PlainPages {
  private static final String TABLES_OF_LOOKUPS = "Microsoft.Dynamics.CRM.lookuplogicalname";
  private static final String TEXTS = "OData.Community.Display.V1.FormattedValue";
  private static final int PAGE = 5_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final DataverseProcess server;
  private final HttpClient client;
  private final String token;
  private final Asked asked;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong chars = new AtomicLong();
  private final ConcurrentLinkedQueue<URI> addresses = new ConcurrentLinkedQueue<>();

  private PlainPages(DataverseProcess server, Asked asked) {
    this.server = server;
    this.client = server.client();
    this.token = server.token();
    this.asked = asked;
  }

  /** What is asked for beside the values. */
  enum Asked {
    /** The texts that people see, as every loop must that wants the labels of choices. */
    LABELS(TABLES_OF_LOOKUPS + "," + TEXTS),
    /** What the product asks for, which takes the labels from the metadata. */
    VALUES(TABLES_OF_LOOKUPS);

    private final String annotations;

    Asked(String annotations) {
      this.annotations = annotations;
    }

    private String preferred(int page) {
      return "odata.include-annotations=\"" + annotations + "\",odata.maxpagesize=" + page;
    }
  }

  /**
   * What it got.
   *
   * @param seconds from the first question to the last answer
   * @param chars of all values
   * @param addresses of the pages
   */
  record Got(double seconds, long rows, long chars, List<URI> addresses) {}

  /** Gets every account. */
  static Got all(DataverseProcess server, int threads, Asked asked) {
    return new PlainPages(server, asked).run(threads);
  }

  /** The headers of its questions. */
  static List<String> headers(String token, Asked asked) {
    return List.of(
        "Authorization",
        "Bearer " + token,
        "Accept",
        "application/json",
        "Prefer",
        asked.preferred(PAGE));
  }

  private Got run(int threads) {
    String select = select();
    Instant first = created("asc");
    long span = Duration.between(first, created("desc")).toSeconds();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long begun = System.nanoTime();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String from = "createdon ge " + first.plusSeconds(span * i / threads);
        String to = " and createdon lt " + first.plusSeconds(span * (i + 1) / threads);
        String filter = i == threads - 1 ? from : from + to;
        String path = "accounts?$select=" + select + "&$filter=" + DataverseProcess.encoded(filter);
        running.add(pool.submit(() -> every(address(path))));
      }
      for (Future<?> one : running) {
        one.get();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Got(seconds, rows.get(), chars.get(), List.copyOf(addresses));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Failure failure
          ? failure
          : new Failure("The plain loop failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Every column but the image, as the product asks for them. */
  private String select() {
    Iterable<String> names = () -> one("accounts?$top=1").fieldNames();
    return StreamSupport.stream(names.spliterator(), false)
        .filter(name -> !name.contains("@") && !name.equals("entityimage"))
        .reduce((one, other) -> one + "," + other)
        .orElseThrow();
  }

  private Instant created(String order) {
    String path = "accounts?$select=createdon&$top=1&$orderby=createdon%20" + order;
    return Instant.parse(one(path).path("createdon").asText());
  }

  private JsonNode one(String path) {
    try (InputStream body = body(address(path), 1)) {
      return new ObjectMapper().readTree(body).path("value").path(0);
    } catch (IOException e) {
      throw new Failure(path + " is cut off: " + e.getMessage(), e);
    }
  }

  private URI address(String path) {
    return URI.create(server.url() + "/api/data/v9.2/" + path);
  }

  private void every(URI first) {
    Optional<URI> next = Optional.of(first);
    while (next.isPresent()) {
      URI address = next.get();
      addresses.add(address);
      try (InputStream body = body(address, PAGE)) {
        next = parse(body);
      } catch (IOException e) {
        throw new Failure(address + " is cut off: " + e.getMessage(), e);
      }
    }
  }

  /** Looks at every value; returns where the next page is. */
  private Optional<URI> parse(InputStream body) throws IOException {
    Optional<URI> next = Optional.empty();
    long seen = 0;
    long length = 0;
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        if (token == JsonToken.START_OBJECT) {
          seen++;
        } else if (token.isScalarValue()) {
          String text = parser.getText();
          length += text.length();
          if (parser.currentName() != null && parser.currentName().equals("@odata.nextLink")) {
            next = Optional.of(URI.create(text));
          }
        }
      }
    }
    rows.addAndGet(seen - 1);
    chars.addAndGet(length);
    return next;
  }

  private InputStream body(URI address, int page) {
    HttpRequest.Builder question = HttpRequest.newBuilder(address);
    List<String> headers = headers(token, asked);
    for (int i = 0; i < headers.size(); i += 2) {
      question.header(headers.get(i), headers.get(i + 1));
    }
    question.setHeader("Prefer", asked.preferred(page));
    try {
      HttpResponse<InputStream> answer =
          client.send(question.build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new Failure(address + " answers " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new Failure(address + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }
}
