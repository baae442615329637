package tributary.sandbox.dataverse;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.olingo.server.api.uri.queryoption.expression.Binary;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;

/**
 * The time of creation that a filter leaves over, as an index on it would be used. What is outside
 * does not match; what is inside is still to be looked at.
 *
 * @param from the first moment; the earliest there is where nothing bounds it
 * @param until behind the last moment; the latest there is where nothing bounds it
 */
record Span(Instant from, Instant until) {
  static final Span ALL = new Span(Instant.MIN, Instant.MAX);

  static Span of(Expression filter) {
    if (!(filter instanceof Binary two)) {
      return ALL;
    }
    if (two.getOperator() == BinaryOperatorKind.AND) {
      Span left = of(two.getLeftOperand());
      Span right = of(two.getRightOperand());
      return new Span(
          left.from.isAfter(right.from) ? left.from : right.from,
          left.until.isBefore(right.until) ? left.until : right.until);
    }
    boolean created =
        two.getLeftOperand() instanceof Member member
            && member.getResourcePath().getUriResourceParts().size() == 1
            && member
                .getResourcePath()
                .getUriResourceParts()
                .get(0)
                .getSegmentValue()
                .equals("createdon");
    Optional<Instant> moment = created ? moment(two.getRightOperand()) : Optional.empty();
    if (moment.isEmpty()) {
      return ALL;
    }
    return switch (two.getOperator()) {
      case GE, GT -> new Span(moment.get(), Instant.MAX);
      case LT -> new Span(Instant.MIN, moment.get());
      default -> ALL;
    };
  }

  private static Optional<Instant> moment(Expression expression) {
    return expression instanceof Literal literal
            && literal.getType() != null
            && literal.getType().getName().equals("DateTimeOffset")
        ? Optional.of(OffsetDateTime.parse(literal.getText()).toInstant())
        : Optional.empty();
  }

  /** Finds the rows, as numbers of those that were there from the beginning. */
  Numbers numbers(Rows rows) {
    return new Numbers(
        from.equals(Instant.MIN) ? 0 : rows.firstCreated(from),
        until.equals(Instant.MAX) ? rows.base() : rows.firstCreated(until),
        rows.base());
  }

  /**
   * The numbers of rows that can match, beside all that came later.
   *
   * @param first the first of them
   * @param end behind the last
   * @param base of the first row that came later
   */
  record Numbers(long first, long end, long base) {
    /** Returns the next number that can match, this one or one behind it. */
    long from(long number) {
      if (number >= base) {
        return number;
      }
      long next = Math.max(number, first);
      return next < end ? next : base;
    }
  }
}
