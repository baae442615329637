package tributary.sandbox.dataverse;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The levers: what happens to rows, what goes wrong, what is allowed. Thread-safe. */
public final class Controls {
  public static final String CERTIFICATE_PASSWORD = Registered.PASSWORD;

  private final World world;
  private final Login login;
  private final Registered registered;
  private final Protection protection;
  private final Faults faults;
  private final Map<String, Table> original;
  private final Duration tokenLife;

  Controls(
      World world,
      Login login,
      Registered registered,
      Protection protection,
      Faults faults,
      Duration tokenLife) {
    this.world = world;
    this.registered = registered;
    this.login = login;
    this.protection = protection;
    this.faults = faults;
    this.original = world.tables();
    this.tokenLife = tokenLife;
  }

  /** Takes faults, refusals and oddities away; rows stay as they became. */
  public void calm() {
    faults.clear();
    login.calm(tokenLife);
    registered.forget();
    world.allowAll();
    world.restore(original);
    limit(Protection.REQUESTS, Protection.WINDOW, Protection.AT_ONCE);
    limitExecution(Protection.EXECUTION);
  }

  /** Turns a fault on; returns its number. */
  public int add(Fault fault) {
    return faults.add(fault);
  }

  public boolean remove(int number) {
    return faults.remove(number);
  }

  public int faults() {
    return faults.count();
  }

  /** Changes rows from this number on. */
  public void change(String table, long first, int count) {
    for (long index = first; index < first + count; index++) {
      world.change(table, index, false);
    }
  }

  /** Takes a version, as a change does whose transaction goes on for a while. */
  public long takeVersion() {
    return world.takeVersion();
  }

  /** Ends that transaction: a row is changed, under the version that was taken. */
  public void changeUnder(long version, String table, long index) {
    world.change(table, index, version);
  }

  /** Deletes rows from this number on. */
  public void delete(String table, long first, int count) {
    for (long index = first; index < first + count; index++) {
      world.change(table, index, true);
    }
  }

  /** Creates rows. */
  public void create(String table, int count) {
    for (int i = 0; i < count; i++) {
      world.create(table);
    }
  }

  /** Lets the rows that were there from the beginning have come otherwise than evenly. */
  public void arrived(String table, Arrivals how) {
    world.arrived(table, how);
  }

  /** Forgets what changed: every delta link that was given has expired. */
  public void forgetChanges() {
    world.forgetChanges();
  }

  /** Tracks the changes of a table, or does no longer. */
  public void track(String table, boolean on) {
    world.alter(table, before -> before.trackedOrNot(on));
  }

  /** Gives a column another kind, of the same list. */
  public void changeColumn(String table, String column, String kind) {
    world.dropColumn(table, column);
    addColumn(table, column, kind);
  }

  /** Gives a column another label. */
  public void labelColumn(String table, String column, String label) {
    world.alter(
        table,
        before ->
            before.with(
                before.attributes().stream()
                    .map(one -> one.name().equals(column) ? one.called(label) : one)
                    .toList()));
  }

  /** Takes a table away. */
  public void dropTable(String table) {
    world.dropTable(table);
  }

  public void dropColumn(String table, String column) {
    world.dropColumn(table, column);
  }

  /**
   * Adds a column; the kind is one of the list of tables, such as {@code text} or {@code money}.
   */
  public void addColumn(String table, String column, String kind) {
    addColumns(table, List.of(column), kind);
  }

  /** Adds columns of one kind. */
  public void addColumns(String table, List<String> columns, String kind) {
    Attribute.Kind of = Attribute.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    world.addColumns(
        table,
        columns.stream()
            .map(column -> new Attribute(column, of, column, List.of(), List.of()))
            .toList());
  }

  /** Takes away the privilege to read a table. */
  public void forbid(String table) {
    world.forbid(table);
  }

  /**
   * Gives the privilege to read a table to the user alone, for the user's own rows, or to a team of
   * the user, for all rows. What is given out stays the same.
   */
  public void limitReading(String table, boolean throughTeam) {
    world.limit(table, throughTeam);
  }

  /** Takes another client secret from now on. */
  public void secret(String other) {
    login.secret(other);
  }

  /** Takes another password from now on. */
  public void password(String other) {
    login.password(other);
  }

  /**
   * Makes a certificate and registers it for the application in place of the one before.
   *
   * @param life from now on; negative: it is over
   * @return certificate and key as PKCS#12 with {@link #CERTIFICATE_PASSWORD}
   */
  public byte[] certificate(Duration life) {
    return registered.make(life);
  }

  /** Demands a second factor of users. */
  public void demandMfa(boolean demanded) {
    login.mfa(demanded);
  }

  /** Gives or withdraws the consent to the application. */
  public void consent(boolean given) {
    login.consent(given);
  }

  public void tokensLive(Duration life) {
    login.live(life);
  }

  /** Ends every token. */
  public void revokeTokens() {
    login.revoke();
  }

  public long tokensIssued() {
    return login.issued();
  }

  /** Sets the service protection limits. */
  public void limit(int requests, Duration window, int atOnce) {
    protection.limit(requests, window, atOnce);
  }

  /** Sets how long the questions of a window may take together. */
  public void limitExecution(Duration combined) {
    protection.limitExecution(combined);
  }

  /** Returns how many questions were refused by the limits. */
  public long refused() {
    return protection.refused();
  }

  /** Returns how many questions were under way at once, at most, since the limits were set. */
  public int mostAtOnce() {
    return protection.mostAtOnce();
  }
}
