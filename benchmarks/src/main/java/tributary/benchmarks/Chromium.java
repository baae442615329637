package tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Chromium without a window and with one page, told what to do by its own protocol. */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Messages messages = new Messages();
  private final WebSocket socket;
  private int sent;

  private Chromium(Process process, String address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), messages)
            .join();
  }

  /** Whole messages, as they come. */
  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      parts.append(text);
      if (last) {
        whole.add(parts.toString());
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  /**
   * Starts it.
   *
   * @param profile a folder for its files
   */
  static Chromium start(Path profile) {
    String program = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
    Path port = profile.resolve("DevToolsActivePort");
    try {
      Files.createDirectories(profile);
      Files.deleteIfExists(port);
      Process process =
          new ProcessBuilder(
                  List.of(
                      program,
                      "--headless=new",
                      "--no-sandbox",
                      "--disable-dev-shm-usage",
                      "--no-first-run",
                      "--window-size=1280,800",
                      "--remote-debugging-port=0",
                      "--user-data-dir=" + profile,
                      "about:blank"))
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("chromium.log").toFile())
              .start();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.exists(port) || Files.readAllLines(port).isEmpty()) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          process.destroy();
          throw new Failure(program + " did not start; CHROMIUM can name another.");
        }
      }
      return new Chromium(process, page(Files.readAllLines(port).get(0)));
    } catch (IOException e) {
      throw new Failure(program + " could not be started; CHROMIUM can name another.", e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  private static String page(String port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    String list = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    for (JsonNode target : JSON.readTree(list)) {
      if (target.path("type").asText().equals("page")) {
        return target.path("webSocketDebuggerUrl").asText();
      }
    }
    throw new Failure("Chromium has no page.");
  }

  private JsonNode command(String method, ObjectNode parameters) {
    int id = ++sent;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    try {
      while (true) {
        String answer = messages.whole.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answer == null) {
          throw new Failure("Chromium does not answer " + method + ".");
        }
        JsonNode document = JSON.readTree(answer);
        if (document.path("id").asInt() == id) {
          if (document.has("error")) {
            throw new Failure("Chromium refuses " + method + ": " + document.path("error"));
          }
          return document.path("result");
        }
      }
    } catch (IOException e) {
      throw new Failure("Chromium's answer cannot be read.", e);
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  void open(String address) {
    command("Page.navigate", JSON.createObjectNode().put("url", address));
  }

  /** Returns the value of an expression in the page; a promise is waited for. */
  JsonNode evaluate(String expression) {
    JsonNode result =
        command(
            "Runtime.evaluate",
            JSON.createObjectNode()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new Failure(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression is true of the page, which may be another one by then. */
  void await(String expression) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!evaluate("document.readyState === 'complete' && (" + expression + ")").asBoolean()) {
        if (System.nanoTime() > end) {
          throw new Failure("In vain waited for " + expression);
        }
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      throw Command.interrupted(e);
    }
  }

  /** Clicks what a page marks with this id for tests. */
  void click(String id) {
    String element = "document.querySelector('[data-testid=" + id + "]')";
    await(element + " !== null");
    evaluate(element + ".click()");
  }

  /** Presses and releases a key, as a keyboard does. */
  void press(String key, String text) {
    ObjectNode down = JSON.createObjectNode().put("type", "keyDown").put("key", key);
    if (text.isEmpty()) {
      down.put("windowsVirtualKeyCode", 8).put("code", key);
    } else {
      down.put("text", text);
    }
    command("Input.dispatchKeyEvent", down);
    command("Input.dispatchKeyEvent", JSON.createObjectNode().put("type", "keyUp").put("key", key));
  }

  @Override
  public void close() {
    socket.abort();
    Command.end(process);
  }
}
