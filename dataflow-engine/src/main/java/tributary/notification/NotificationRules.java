package tributary.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tributary.connection.Egress;
import tributary.problem.FieldProblem;

/** What a rule may be, in words for the person who sets it. */
final class NotificationRules {
  private static final int MOST_ADDRESSES = 20;
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_URL = 2000;
  private static final int SHORTEST_SECRET = 16;

  private final Egress egress;
  private final boolean sendsMail;

  NotificationRules(Egress egress, boolean sendsMail) {
    this.egress = egress;
    this.sendsMail = sendsMail;
  }

  /** Returns what is wrong with a wish, given the address whose secret is saved, if any. */
  List<FieldProblem> problems(NotificationWish wish, Optional<String> savedAddress) {
    List<FieldProblem> problems = new ArrayList<>();
    mail(wish.rule().mail(), problems);
    if (!wish.rule().webhook().isEmpty()) {
      Optional<URI> address = webhook(wish.rule().webhook(), problems);
      address.ifPresent(uri -> secret(wish.webhookSecret(), uri, savedAddress, problems));
    }
    return problems;
  }

  private void mail(List<String> addresses, List<FieldProblem> problems) {
    if (!addresses.isEmpty() && !sendsMail) {
      problems.add(
          FieldProblem.of(
              "mail",
              "NO_MAIL_SERVER",
              "This installation has no mail server. Ask its operator to set one up, or use a"
                  + " webhook."));
    }
    if (addresses.size() > MOST_ADDRESSES) {
      problems.add(
          FieldProblem.of(
              "mail",
              "TOO_MANY",
              "At most %d addresses can be told; these are %d. Use a distribution list."
                  .formatted(MOST_ADDRESSES, addresses.size())));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i);
      if (address.length() > LONGEST_ADDRESS
          || !address.matches("[^\\s@<>(),;:\"\\[\\]\\\\]+@[^\\s@<>(),;:\"\\[\\]\\\\]+")) {
        problems.add(
            FieldProblem.of(
                "mail[" + i + "]",
                "MAIL_ADDRESS_INVALID",
                "%s is not an e-mail address. Write it like name@example.org.".formatted(address)));
      } else if (!seen.add(address.toLowerCase(Locale.ROOT))) {
        problems.add(
            FieldProblem.of(
                "mail[" + i + "]",
                "MAIL_ADDRESS_TWICE",
                "%s is named twice. Remove one.".formatted(address)));
      }
    }
  }

  private Optional<URI> webhook(String text, List<FieldProblem> problems) {
    Optional<URI> address = address(text);
    if (address.isEmpty()) {
      problems.add(
          FieldProblem.of(
              "webhook.url",
              "WEBHOOK_INVALID",
              "“%s” is not an address that JSON can be posted to. Write it like https://example.org/hook."
                  .formatted(text.length() > 100 ? text.substring(0, 100) + "…" : text)));
      return Optional.empty();
    }
    if (address.get().getScheme().equalsIgnoreCase("http") && !egress.allowsPrivateAddresses()) {
      problems.add(
          new FieldProblem(
              "webhook.url",
              "WEBHOOK_NOT_SECURE",
              "Webhooks are posted over https only. Use the https address.",
              text.replaceFirst("(?i)^http:", "https:")));
      return Optional.empty();
    }
    Optional<String> refused = egress.refusal(address.get());
    refused.ifPresent(why -> problems.add(FieldProblem.of("webhook.url", "ADDRESS_REFUSED", why)));
    return refused.isPresent() ? Optional.empty() : address;
  }

  private static void secret(
      String typed, URI address, Optional<String> savedAddress, List<FieldProblem> problems) {
    if (!typed.isEmpty()) {
      if (typed.length() < SHORTEST_SECRET) {
        problems.add(
            FieldProblem.of(
                "webhook.secret",
                "TOO_SHORT",
                "The secret has at least %d characters. Take a longer one."
                    .formatted(SHORTEST_SECRET)));
      }
      return;
    }
    Optional<String> savedHost = savedAddress.flatMap(NotificationRules::address).map(URI::getHost);
    if (savedHost.isEmpty()) {
      problems.add(
          FieldProblem.of(
              "webhook.secret",
              "REQUIRED",
              "Enter the secret that posts are signed with, at least %d characters."
                  .formatted(SHORTEST_SECRET)));
    } else if (!savedHost.get().equalsIgnoreCase(address.getHost())) {
      problems.add(
          FieldProblem.of(
              "webhook.secret",
              "SECRET_STAYS",
              "The saved secret belongs to %s. Enter the one for %s."
                  .formatted(savedHost.get(), address.getHost())));
    }
  }

  private static Optional<URI> address(String text) {
    try {
      URI uri = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && text.length() <= LONGEST_URL
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
