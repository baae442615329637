package tributary.landing.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The one place that says which earlier states there are, and which of them are to go. */
final class StateList {
  /**
   * Generations that no view shows and before-images; {@code run_id} tells the latter. {@code goes}
   * is whether one is too many or too old: a state was replaced no sooner than it was published, so
   * when that was is asked of old ones only. Takes the {@link #parameters}.
   */
  static final String SQL =
      """
      select s.entity_id, s.generation_id, cast(null as uuid) as run_id, s.bytes,
        s.state = 'DROPPING' or s.age > ? or s.replaced_at < ? as goes, s.state = 'DROPPING' as given_up
      from (
        select g.entity_id, g.id as generation_id, g.bytes, g.state,
          row_number() over (partition by g.entity_id order by g.number desc) as age,
          r.replaced_at
        from tributary_landing.generation g
          join tributary_landing.entity e on e.id = g.entity_id
          left join lateral (
            select max(p.published_at) as replaced_at
            from tributary_landing.publication_entity b
              join tributary_landing.publication p on p.run_id = b.run_id
            where g.published_at < ? and b.before_generation = g.id and b.undo_table is null
              and p.kind = 'IMPORT'
              and p.taken_back_by is null) as r on true
        where (cast(? as text) is null or e.tenant_id = ?) and g.state in ('KEPT', 'DROPPING')
          and g.published_at is not null and e.generation_id is distinct from g.id) as s
      union all
      select u.entity_id, u.after_generation, u.run_id, u.undo_bytes,
        u.undo_state = 'UNDO_DROPPING' or u.state <> 'KEPT' or u.age > ? or u.published_at < ?,
        u.undo_state = 'UNDO_DROPPING'
      from (
        select c.entity_id, c.after_generation, c.run_id, c.undo_bytes, c.undo_state, g.state,
          p.published_at,
          row_number() over (partition by c.entity_id order by p.number desc) as age
        from tributary_landing.publication_entity c
          join tributary_landing.publication p on p.run_id = c.run_id
          join tributary_landing.generation g on g.id = c.after_generation
        where (cast(? as text) is null or p.tenant_id = ?)
          and c.undo_state in ('UNDO_KEPT', 'UNDO_DROPPING')) as u
      """;

  private StateList() {}

  static Object[] parameters(
      Optional<String> tenant, int kept, int undoKept, Optional<Instant> replacedBefore) {
    Object cutoff = replacedBefore.map(at -> (Object) at.atOffset(ZoneOffset.UTC)).orElse(null);
    String of = tenant.orElse(null);
    return new Object[] {kept, cutoff, cutoff, of, of, undoKept, cutoff, of, of};
  }
}
