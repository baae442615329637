package tributary.plugin.dynamics.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.Source;

/** A connection to a service of any kind. */
final class ODataConnector implements Connector {
  private final ODataSignIn signIn;
  private final ODataClient client;
  private final ODataSource source;

  ODataConnector(ODataConfig config, ConnectorContext context) {
    this.signIn = new ODataSignIn(config, context);
    this.client =
        new ODataClient(
            config.target(config.root()),
            signIn.access(),
            new ODataRefusals(config),
            config.parallel(),
            context);
    this.source = new ODataSource(client, config.pageSize());
  }

  @Override
  public CheckReport check() throws InterruptedException {
    List<CheckStep> steps = new ArrayList<>();
    String name = "Sign in";
    try {
      signIn.requireSettings();
      signIn.access().header();
      steps.add(CheckStep.passed(name, "There is something to sign in with."));
      name = "Read the description";
      List<ODataSet> sets = source.sets();
      steps.add(CheckStep.passed(name, sets.size() + " tables."));
      name = "Read a row";
      if (!sets.isEmpty()) {
        ODataTable first = sets.get(0).table();
        client.fields(
            client.address().under(first.path() + "?$top=1"),
            "value",
            List.of(),
            "“" + first.label() + "”");
        steps.add(CheckStep.passed(name, "“" + first.label() + "” can be read."));
      }
    } catch (ConnectorException e) {
      steps.add(CheckStep.failed(name, e));
    }
    return new CheckReport(steps);
  }

  @Override
  public Optional<Source> source() {
    return Optional.of(source);
  }

  @Override
  public void close() {
    client.close();
    signIn.close();
  }
}
