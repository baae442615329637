package tributary.web.connectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import tributary.plugin.ConnectorCard;
import tributary.plugin.ConnectorCatalogue;
import tributary.plugin.PluginProblem;
import tributary.spi.Category;

/** The installed connectors, and the plugins that could not be loaded. */
@Named
@RequestScoped
public class ConnectorsPage {
  private ConnectorCatalogue catalogue;

  /** For the container's proxy. */
  protected ConnectorsPage() {}

  @Inject
  ConnectorsPage(ConnectorCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  public List<ConnectorCard> getCards() {
    return catalogue.cards();
  }

  public List<PluginProblem> getProblems() {
    return catalogue.problems();
  }

  /** Returns the card's categories in words. */
  public String categories(ConnectorCard card) {
    return card.categories().stream()
        .sorted()
        .map(Category::label)
        .collect(Collectors.joining(", "));
  }

  /** Returns what the connector can do, in words. */
  public String roles(ConnectorCard card) {
    return card.roles().stream()
        .sorted()
        .map(
            role ->
                switch (role) {
                  case SOURCE -> "reads";
                  case SINK -> "writes";
                  case WEBHOOK -> "receives events";
                })
        .collect(Collectors.joining(", "));
  }
}
