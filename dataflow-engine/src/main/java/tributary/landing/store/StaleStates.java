package tributary.landing.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.retention.Retention;

/**
 * Gives up states, of all dataflows, that are too many or too old; the {@link Sweeper} drops them.
 */
final class StaleStates {
  private static final String STALE =
      "select s.entity_id, s.generation_id, s.run_id from ("
          + StateList.SQL
          + """
          ) as s join tributary_landing.entity e on e.id = s.entity_id
          where s.goes and not s.given_up
            and (s.run_id is not null or e.generation_id is distinct from s.generation_id)
          limit ? for update of e skip locked
          """;

  private final Transactions transactions;
  private final Retention retention;

  StaleStates(Transactions transactions, Retention retention) {
    this.transactions = transactions;
    this.retention = retention;
  }

  /** Gives up at most so many. A rollback that has looked at them keeps the entity locked. */
  void giveUp(Optional<Instant> replacedBefore, int most) {
    List<Object> parameters =
        new ArrayList<>(
            Arrays.asList(
                StateList.parameters(
                    Optional.empty(),
                    retention.generations(),
                    retention.incrementalRuns(),
                    replacedBefore)));
    parameters.add(most);
    transactions.in(
        connection -> {
          List<State> stale =
              Transactions.list(connection, STALE, State::read, parameters.toArray());
          for (State state : stale) {
            state.giveUp(connection);
          }
          return stale.size();
        });
  }

  private record State(UUID entity, UUID generation, Optional<UUID> run) {
    static State read(ResultSet row) throws SQLException {
      return new State(
          row.getObject(1, UUID.class),
          row.getObject(2, UUID.class),
          Optional.ofNullable(row.getObject(3, UUID.class)));
    }

    void giveUp(Connection connection) throws SQLException {
      if (run.isPresent()) {
        Transactions.update(
            connection,
            """
            update tributary_landing.publication_entity set undo_state = 'UNDO_DROPPING'
            where run_id = ? and entity_id = ? and undo_state = 'UNDO_KEPT'
            """,
            run.get(),
            entity);
      } else {
        Transactions.update(
            connection,
            """
            update tributary_landing.generation set state = 'DROPPING'
            where id = ? and state = 'KEPT'
            """,
            generation);
      }
    }
  }
}
