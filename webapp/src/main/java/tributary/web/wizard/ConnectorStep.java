package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import tributary.plugin.ConnectorCard;
import tributary.plugin.ConnectorCatalogue;
import tributary.spi.Category;
import tributary.spi.ConnectorId;
import tributary.spi.Role;

/** Choose connector. */
@Named
@RequestScoped
public class ConnectorStep {
  private Wizard wizard;
  private ConnectorCatalogue catalogue;
  private List<ConnectorCard> cards;

  /** For the container's proxy. */
  protected ConnectorStep() {}

  @Inject
  ConnectorStep(Wizard wizard, ConnectorCatalogue catalogue) {
    this.wizard = wizard;
    this.catalogue = catalogue;
    cards = catalogue.cards().stream().filter(card -> card.roles().contains(Role.SOURCE)).toList();
  }

  /** Takes the connector and goes on. */
  public String choose(String id) {
    wizard.getDraft().choose(catalogue.card(new ConnectorId(id)));
    return wizard.to(Step.GENERAL);
  }

  /** Returns the connectors that read. */
  public List<ConnectorCard> getCards() {
    return cards;
  }

  /** Returns the categories, for the tabs: also those that no installed connector is in yet. */
  public List<Category> getCategories() {
    return List.of(Category.values());
  }

  /** Returns the card's categories as the page's tabs name them. */
  public String categories(ConnectorCard card) {
    return card.categories().stream().map(Enum::name).collect(Collectors.joining(" "));
  }

  /** Returns how many plugins could not be loaded. */
  public int getProblems() {
    return catalogue.problems().size();
  }
}
