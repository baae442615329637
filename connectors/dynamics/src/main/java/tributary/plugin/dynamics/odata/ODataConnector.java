package tributary.plugin.dynamics.odata;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.HttpProblem;
import tributary.spi.Source;

/** A connection to a service of any kind. */
final class ODataConnector implements Connector {
  private static final int MOST_TRIED = 10;
  private static final Set<ODataError> OF_ONE_TABLE =
      EnumSet.of(ODataError.TABLE_FORBIDDEN, ODataError.TABLE_UNKNOWN, ODataError.REQUEST_REFUSED);
  private static final Set<HttpProblem> OF_THE_ADDRESS =
      EnumSet.of(
          HttpProblem.HOST_UNKNOWN,
          HttpProblem.CONNECTION_REFUSED,
          HttpProblem.SERVER_NAME_DIFFERS,
          HttpProblem.TLS_FAILED);

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
    String asked = ODataConfig.TOKEN_ADDRESS;
    try {
      signIn.requireSettings();
      signIn.access().header();
      steps.add(CheckStep.passed(name, signIn.words()));
      name = "Read the description";
      asked = ODataConfig.ADDRESS;
      List<ODataSet> sets = source.sets();
      steps.add(CheckStep.passed(name, sets.size() + " tables."));
      name = "Read a row";
      steps.add(CheckStep.passed(name, "“" + readable(sets) + "” can be read."));
    } catch (ConnectorException e) {
      steps.add(CheckStep.failed(name, blaming(asked, e)));
    }
    return new CheckReport(steps);
  }

  /** Names the address to correct, where nobody is there who would name a setting. */
  private static ConnectorException blaming(String address, ConnectorException e) {
    return OF_THE_ADDRESS.stream().anyMatch(problem -> problem.is(e))
        ? ConnectorException.inField(address, e::code, e.getMessage(), e)
        : e;
  }

  /** Returns the first of one or more tables that can be read; some may be for others, or parts. */
  private String readable(List<ODataSet> sets) throws InterruptedException {
    ConnectorException refused = null;
    for (ODataSet set : sets.subList(0, Math.min(sets.size(), MOST_TRIED))) {
      try {
        readRow(set.table());
        return set.table().label();
      } catch (ConnectorException e) {
        if (OF_ONE_TABLE.stream().noneMatch(error -> error.is(e))) {
          throw e;
        }
        refused = refused == null ? e : refused;
      }
    }
    throw refused;
  }

  private void readRow(ODataTable table) throws InterruptedException {
    client.fields(
        client.address().under(table.path() + "?$top=1"),
        "value",
        List.of(),
        "“" + table.label() + "”");
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
