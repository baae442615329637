package tributary.sandbox.dataverse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The authority: gives tokens and says, by number, why it gives none. Thread-safe. */
final class Login {
  static final String TENANT = "7c1ad9b4-3f0e-4a55-9d6c-0f1e2d3c4b5a";
  static final String DOMAIN = "larkmere.onmicrosoft.com";
  static final String CLIENT_ID = "5a6b7c8d-0000-4000-8000-2b3c4d5e6f70";
  static final String CLIENT_SECRET = "sandbox~secret.for-invented-data-only";
  static final String USERNAME = "importer@larkmere.onmicrosoft.com";
  static final String PASSWORD = "sandbox-password-for-invented-data-only";

  private final Clock clock;
  private final Map<String, Instant> known = new ConcurrentHashMap<>();
  private final AtomicLong issued = new AtomicLong();
  private final ClientProof proof;
  private volatile String organization = "";
  private volatile String secret = CLIENT_SECRET;
  private volatile String password = PASSWORD;
  private volatile boolean mfa;
  private volatile boolean consent = true;
  private volatile Duration life;

  Login(Clock clock, Duration life, ClientProof proof) {
    this.clock = clock;
    this.life = life;
    this.proof = proof;
  }

  /** Gives tokens for this organization only. */
  void of(String address) {
    organization = address;
  }

  void secret(String other) {
    secret = other;
  }

  void password(String other) {
    password = other;
  }

  void mfa(boolean demanded) {
    mfa = demanded;
  }

  void consent(boolean given) {
    consent = given;
  }

  void live(Duration other) {
    life = other;
  }

  void revoke() {
    known.clear();
  }

  void calm(Duration usual) {
    secret = CLIENT_SECRET;
    password = PASSWORD;
    mfa = false;
    consent = true;
    life = usual;
  }

  long issued() {
    return issued.get();
  }

  boolean knows(String token) {
    Instant end = known.get(token);
    return end != null && end.isAfter(clock.instant());
  }

  /** Answers a question for a token. */
  Reply token(String tenant, String body) {
    Map<String, String> form = form(body);
    try {
      require(tenant, form);
      switch (form.getOrDefault("grant_type", "")) {
        case "client_credentials" -> requireClient(tenant, form);
        case "password" -> requireUser(form);
        default ->
            throw new Denied(
                400,
                "unsupported_grant_type",
                70003,
                "The app requested an unsupported grant type '"
                    + form.getOrDefault("grant_type", "")
                    + "'.");
      }
      return given();
    } catch (Denied denied) {
      return denied.reply(clock.instant());
    }
  }

  private void require(String tenant, Map<String, String> form) throws Denied {
    if (!tenant.equalsIgnoreCase(TENANT) && !tenant.equalsIgnoreCase(DOMAIN)) {
      throw new Denied(
          400,
          "invalid_request",
          90002,
          "Tenant '"
              + tenant
              + "' not found. Check to make sure you have the correct tenant ID and"
              + " are signing into the correct cloud.");
    }
    if (!CLIENT_ID.equalsIgnoreCase(form.getOrDefault("client_id", ""))) {
      throw new Denied(
          400,
          "unauthorized_client",
          700016,
          "Application with identifier '"
              + form.getOrDefault("client_id", "")
              + "' was not found in the directory 'Larkmere'.");
    }
    if (!(organization + "/.default").equalsIgnoreCase(form.getOrDefault("scope", ""))) {
      throw new Denied(
          400,
          "invalid_resource",
          500011,
          "The resource principal named "
              + form.getOrDefault("scope", "")
              + " was not found in the tenant named Larkmere.");
    }
  }

  private void requireClient(String tenant, Map<String, String> form) throws Denied {
    if (form.containsKey("client_assertion")) {
      proof.require(form, CLIENT_ID, organization + "/" + tenant + "/oauth2/v2.0/token");
      requireConsent();
      return;
    }
    if (!form.containsKey("client_secret")) {
      throw new Denied(
          401,
          "invalid_client",
          7000218,
          "The request body must contain the following parameter: 'client_assertion' or"
              + " 'client_secret'.");
    }
    if (!secret.equals(form.get("client_secret"))) {
      throw new Denied(
          401,
          "invalid_client",
          7000215,
          "Invalid client secret provided. Ensure the secret being sent in the request is the client"
              + " secret value, not the client secret ID, for a secret added to app '"
              + CLIENT_ID
              + "'.");
    }
    requireConsent();
  }

  private void requireUser(Map<String, String> form) throws Denied {
    if (form.containsKey("client_secret") && !secret.equals(form.get("client_secret"))) {
      throw new Denied(401, "invalid_client", 7000215, "Invalid client secret provided.");
    }
    if (!USERNAME.equalsIgnoreCase(form.get("username"))
        || !password.equals(form.get("password"))) {
      throw new Denied(
          400,
          "invalid_grant",
          50126,
          "Error validating credentials due to invalid username or password.");
    }
    if (mfa) {
      throw new Denied(
          400,
          "invalid_grant",
          50076,
          "Due to a configuration change made by your administrator, or because you moved to a new"
              + " location, you must use multi-factor authentication to access the resource.");
    }
    requireConsent();
  }

  private void requireConsent() throws Denied {
    if (!consent) {
      throw new Denied(
          400,
          "invalid_grant",
          65001,
          "The user or administrator has not consented to use the application with ID '"
              + CLIENT_ID
              + "'. Send an interactive authorization request for this user and resource.");
    }
  }

  private Reply given() {
    Instant now = clock.instant();
    known.values().removeIf(end -> end.isBefore(now));
    String token = UUID.randomUUID() + "." + UUID.randomUUID();
    known.put(token, now.plus(life));
    issued.incrementAndGet();
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("token_type", "Bearer");
              json.writeNumberField("expires_in", life.toSeconds());
              json.writeNumberField("ext_expires_in", life.toSeconds());
              json.writeStringField("access_token", token);
              json.writeEndObject();
            });
    return new Reply(200, "application/json; charset=utf-8", body, Map.of());
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      int at = pair.indexOf('=');
      if (at > 0) {
        form.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
