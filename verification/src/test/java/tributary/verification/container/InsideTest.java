package tributary.verification.container;

import jakarta.enterprise.inject.spi.CDI;
import org.junit.jupiter.api.BeforeEach;
import tributary.connection.Connections;
import tributary.flow.Dataflows;
import tributary.landing.Entities;
import tributary.run.RunHistory;
import tributary.run.Runs;

/** A test that runs in the server, in the application, on its own use cases. */
abstract class InsideTest extends ProductTest {
  Dataflows dataflows;
  Connections connections;
  Runs runs;
  RunHistory history;
  Entities entities;

  @BeforeEach
  void takeTheUseCases() {
    dataflows = useCase(Dataflows.class);
    connections = useCase(Connections.class);
    runs = useCase(Runs.class);
    history = useCase(RunHistory.class);
    entities = useCase(Entities.class);
  }

  private static <T> T useCase(Class<T> type) {
    return CDI.current().select(type).get();
  }
}
