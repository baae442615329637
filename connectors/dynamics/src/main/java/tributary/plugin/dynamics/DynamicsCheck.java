package tributary.plugin.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tributary.kit.AccessTokens;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.ConnectorException;

/** Tries a connection, step by step, as a run would use it. */
final class DynamicsCheck {
  private static final int NAMED = 10;

  private final DynamicsConfig config;
  private final DynamicsSignIn signIn;
  private final AccessTokens tokens;
  private final DynamicsTables tables;
  private final List<CheckStep> steps = new ArrayList<>();

  /** A step: returns what was found. */
  private interface Step {
    String take() throws InterruptedException;
  }

  DynamicsCheck(
      DynamicsConfig config, DynamicsSignIn signIn, AccessTokens tokens, DynamicsTables tables) {
    this.config = config;
    this.signIn = signIn;
    this.tokens = tokens;
    this.tables = tables;
  }

  CheckReport run() throws InterruptedException {
    boolean good =
        took("Find the environment", this::environment)
            && took("Sign in", this::signIn)
            && took("Enter the environment", this::enter)
            && took("List the tables", this::list);
    return new CheckReport(good ? steps : List.copyOf(steps));
  }

  private boolean took(String name, Step step) throws InterruptedException {
    try {
      steps.add(CheckStep.passed(name, step.take()));
      return true;
    } catch (ConnectorException e) {
      steps.add(CheckStep.failed(name, e));
      return false;
    }
  }

  private String environment() throws InterruptedException {
    DynamicsSignIn.Place place = signIn.place();
    return "The tenant “" + place.tenant() + "” signs in at " + place.authority().getHost() + ".";
  }

  private String signIn() throws InterruptedException {
    tokens.current();
    return config.isUser()
        ? "The user “" + config.username().orElseThrow() + "” is signed in."
        : config.password().isPresent()
            ? "The application is signed in. The Password is not used: there is no Username."
            : "The application is signed in.";
  }

  private String enter() throws InterruptedException {
    tables.whoAmI();
    return config.organization().getHost() + " lets in.";
  }

  private String list() throws InterruptedException {
    List<DynamicsTable> all = tables.list();
    ReadRights rights = tables.rights();
    List<String> forbidden = labels(all, table -> !rights.mayRead(table));
    return all.size()
        - forbidden.size()
        + " tables can be read."
        + named(" Without the privilege to read them: ", forbidden)
        + named(
            " Of these only some rows can be read, because the Read privilege on them is not of"
                + " the whole organization: ",
            labels(all, rights::onlyPart));
  }

  private static List<String> labels(List<DynamicsTable> all, Predicate<DynamicsTable> which) {
    return all.stream()
        .filter(which)
        .map(DynamicsTable::label)
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .toList();
  }

  private static String named(String words, List<String> labels) {
    return labels.isEmpty()
        ? ""
        : words
            + labels.stream().limit(NAMED).collect(Collectors.joining(", "))
            + (labels.size() > NAMED ? ", …" : "")
            + ".";
  }
}
