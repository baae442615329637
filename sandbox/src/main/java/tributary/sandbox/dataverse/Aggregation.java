package tributary.sandbox.dataverse;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.olingo.commons.api.ex.ODataException;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriInfoResource;
import org.apache.olingo.server.api.uri.UriResourceCount;
import org.apache.olingo.server.api.uri.queryoption.ApplyItem;
import org.apache.olingo.server.api.uri.queryoption.apply.Aggregate;
import org.apache.olingo.server.api.uri.queryoption.apply.AggregateExpression;
import org.apache.olingo.server.api.uri.queryoption.apply.Filter;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;

/**
 * A question for the number of rows that match: {@code $apply=filter(…)/aggregate($count as name)}.
 * The service also sums and groups, which is not known here.
 *
 * @param table the rows'
 * @param filter what rows must be
 * @param span when rows can have been created that the filter lets through
 * @param alias the name that the number stands under
 */
record Aggregation(Table table, Function<Row, Object> filter, Span span, String alias) {
  /** The service gathers no more rows than this. */
  private static final long MOST = 50_000;

  static Aggregation of(Table table, UriInfoResource asked, World world) throws ODataException {
    List<ApplyItem> items = asked.getApplyOption().getApplyItems();
    boolean known =
        items.size() == 2
            && items.get(0) instanceof Filter
            && items.get(1) instanceof Aggregate
            && asked.getFilterOption() == null
            && asked.getOrderByOption() == null;
    if (!known) {
      throw Condition.unsupported("$apply beside a count of filtered rows");
    }
    Expression filter = ((Filter) items.get(0)).getFilterOption().getExpression();
    List<AggregateExpression> counts = ((Aggregate) items.get(1)).getExpressions();
    boolean counting =
        counts.size() == 1
            && counts.get(0).getPath().size() == 1
            && counts.get(0).getPath().get(0) instanceof UriResourceCount;
    if (!counting) {
      throw Condition.unsupported("$apply beside a count of filtered rows");
    }
    return new Aggregation(
        table,
        filter.accept(new Condition(table, world.values())),
        Span.of(filter),
        counts.get(0).getAlias());
  }

  long count(Rows rows) throws ODataApplicationException {
    Span.Numbers numbers = span.numbers(rows);
    long count = 0;
    for (long number = numbers.from(0); number < rows.size(); number = numbers.from(number + 1)) {
      Row row = rows.row(number);
      if (!row.deleted() && Boolean.TRUE.equals(filter.apply(row)) && ++count > MOST) {
        throw new ODataApplicationException(
            "The maximum record limit is exceeded. Reduce the number of records.",
            400,
            Locale.ENGLISH,
            "0x8004E023");
      }
    }
    return count;
  }
}
