package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The peer: so many threads that GET page after page, look whether there is another, and forget
 * what they got. Each page is asked for once.
 */
final class PlainLoop {
  private static final int PAGE = 200;
  private static final byte[] MORE = "\"hasMore\":true".getBytes();

  private static final List<String> STATUSES = List.of("New", "Current", "Discharged");

  private static final List<String> OF_FACILITY =
      List.of(
          "facs/F",
          "facs/F/units",
          "facs/F/floors",
          "facs/F/rooms",
          "facs/F/beds",
          "users?facId=F");

  private static final List<String> OF_PATIENT =
      List.of(
          "contacts?patientId=P&facId=F",
          "adt-records?patientId=P",
          "coverages?patientId=P",
          "conditions?patientId=P",
          "allergyintolerances?patientId=P&facId=F",
          "medications?patientId=P&facId=F&status=active,pending,discontinued,completed",
          "observations?patientId=P&facId=F",
          "immunizations?patientId=P&facId=F",
          "progress-notes?patientId=P",
          "diagnostic-reports?patientId=P&reportType=laboratory",
          "diagnostic-reports?patientId=P&reportType=radiology",
          "assessments?patientId=P&startDate=1900-01-01T00:00:00.000Z",
          "care-plans?patientId=P",
          "episodes-of-care?patientId=P&payerType=managedCare",
          "episodes-of-care?patientId=P&payerType=medicaid",
          "episodes-of-care?patientId=P&payerType=medicareA",
          "episodes-of-care?patientId=P&payerType=medicareB",
          "episodes-of-care?patientId=P&payerType=medicareD",
          "episodes-of-care?patientId=P&payerType=other",
          "episodes-of-care?patientId=P&payerType=outpatient",
          "episodes-of-care?patientId=P&payerType=private",
          "practitioners?patientId=P&facId=F",
          "calendar-occurrences?patientId=P&startDate=2025-11-21&endDate=2027-11-21");

  private final PccProcess server;
  private final HttpClient client;
  private final String token;
  private final AtomicLong pages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private PlainLoop(PccProcess server) {
    this.server = server;
    this.client = server.client();
    this.token = server.token(client);
  }

  /**
   * What it got.
   *
   * @param seconds from the first question to the last answer
   */
  record Got(double seconds, long pages, long bytes, int patients) {}

  /** A patient and the facility he is in. */
  private record Resident(String facility, String patient) {}

  /** Gets everything. */
  static Got all(PccProcess server, int threads) {
    return new PlainLoop(server).run(threads);
  }

  private Got run(int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long begun = System.nanoTime();
    try {
      List<Resident> residents = residents(pool);
      AtomicLong next = new AtomicLong();
      long questions = (long) OF_PATIENT.size() * residents.size();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  for (long at; (at = next.getAndIncrement()) < questions; ) {
                    Resident resident = residents.get((int) (at % residents.size()));
                    String path = OF_PATIENT.get((int) (at / residents.size()));
                    every(
                        path.replace("=P", "=" + resident.patient())
                            .replace("=F", "=" + resident.facility()));
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
      return new Got((System.nanoTime() - begun) / 1e9, pages.get(), bytes.get(), residents.size());
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

  /** Gets the pages of facilities and of their patients, and remembers who there is. */
  private List<Resident> residents(ExecutorService pool)
      throws ExecutionException, InterruptedException {
    List<Future<List<Resident>>> asked = new ArrayList<>();
    for (JsonNode facility : page("facs", 1).path("data")) {
      String id = facility.path("facId").asText();
      asked.add(pool.submit(() -> residents(id)));
    }
    List<Resident> residents = new ArrayList<>();
    for (Future<List<Resident>> one : asked) {
      residents.addAll(one.get());
    }
    return residents;
  }

  private List<Resident> residents(String facility) {
    every(OF_FACILITY.get(0).replace("F", facility), false);
    for (String path : OF_FACILITY.subList(1, OF_FACILITY.size())) {
      every(path.replace("F", facility));
    }
    Set<Resident> residents = new LinkedHashSet<>();
    for (String status : STATUSES) {
      boolean more = true;
      for (int page = 1; more; page++) {
        JsonNode answer = page("patients?facId=" + facility + "&patientStatus=" + status, page);
        answer
            .path("data")
            .forEach(one -> residents.add(new Resident(facility, one.path("patientId").asText())));
        more = answer.path("paging").path("hasMore").asBoolean();
      }
    }
    return new ArrayList<>(residents);
  }

  private JsonNode page(String path, int page) {
    pages.incrementAndGet();
    return PccProcess.send(client, question(paged(path, page)));
  }

  private void every(String path) {
    every(path, !path.startsWith("coverages"));
  }

  private void every(String path, boolean inPages) {
    boolean more = true;
    for (int page = 1; more; page++) {
      byte[] body = body(inPages ? paged(path, page) : path);
      pages.incrementAndGet();
      bytes.addAndGet(body.length);
      more = inPages && saysMore(body);
    }
  }

  private static String paged(String path, int page) {
    int size = path.startsWith("care-plans") ? 50 : PAGE;
    return path + (path.contains("?") ? "&" : "?") + "page=" + page + "&pageSize=" + size;
  }

  private byte[] body(String path) {
    HttpRequest question = question(path);
    try {
      HttpResponse<byte[]> answer = client.send(question, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new Failure(question.uri() + " answers " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new Failure(question.uri() + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  private HttpRequest question(String path) {
    return HttpRequest.newBuilder(
            URI.create(server.apiUrl() + "/orgs/" + server.organization() + "/" + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .build();
  }

  /** What is said of pages stands at the end. */
  private static boolean saysMore(byte[] body) {
    for (int from = Math.max(0, body.length - 100); from + MORE.length <= body.length; from++) {
      int same = 0;
      while (same < MORE.length && body[from + same] == MORE[same]) {
        same++;
      }
      if (same == MORE.length) {
        return true;
      }
    }
    return false;
  }
}
