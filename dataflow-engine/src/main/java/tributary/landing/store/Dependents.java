package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The views that read a view. */
final class Dependents {
  private Dependents() {}

  /** Returns views and materialised views, as SQL writes them, by name. */
  static List<String> of(Connection connection, String schema, String view) throws SQLException {
    return Transactions.list(
        connection,
        """
        select distinct format('%I.%I', vn.nspname, v.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
          join pg_depend d on d.refobjid = c.oid and d.refclassid = 'pg_class'::regclass
            and d.classid = 'pg_rewrite'::regclass
          join pg_rewrite r on r.oid = d.objid
          join pg_class v on v.oid = r.ev_class and v.oid <> c.oid
          join pg_namespace vn on vn.oid = v.relnamespace
        where n.nspname = ? and c.relname = ?
        order by 1
        """,
        row -> row.getString(1),
        schema,
        view);
  }
}
