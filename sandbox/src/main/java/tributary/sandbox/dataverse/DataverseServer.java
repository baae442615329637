package tributary.sandbox.dataverse;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Serves Dataverse alone, as large as wanted, until it is stopped:
 *
 * <pre>java -cp tributary-sandbox.jar tributary.sandbox.dataverse.DataverseServer
 *   [--port N] [--control-port N] [--accounts N] [--more-tables N] [--token-seconds N]</pre>
 *
 * <p>It prints how to reach it as one line of JSON.
 */
public final class DataverseServer {
  private DataverseServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    DataverseSettings settings =
        new DataverseSettings(
            number(options, "--port", 0),
            number(options, "--control-port", 0),
            Clock.systemUTC(),
            number(options, "--accounts", 1_000),
            number(options, "--more-tables", 0),
            Duration.ofSeconds(number(options, "--token-seconds", 3_600)));
    try (DataverseSandbox sandbox = DataverseSandbox.start(settings)) {
      System.out.println(sandbox.access());
      CountDownLatch end = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(end::countDown, "stop"));
      end.await();
    }
  }

  private static int number(Map<String, String> options, String name, int usual) {
    return options.containsKey(name) ? Integer.parseInt(options.get(name)) : usual;
  }
}
