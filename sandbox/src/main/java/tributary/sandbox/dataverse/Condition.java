package tributary.sandbox.dataverse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitor;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;

/** Makes a filter a function from a row to its value, once for all rows. */
final class Condition implements ExpressionVisitor<Function<Row, Object>> {
  private final Table table;
  private final Values values;
  private final Map<String, Attribute> properties;

  Condition(Table table, Values values) {
    this.table = table;
    this.values = values;
    this.properties = table.properties();
  }

  @Override
  public Function<Row, Object> visitBinaryOperator(
      BinaryOperatorKind operator, Function<Row, Object> left, Function<Row, Object> right)
      throws ODataApplicationException {
    return switch (operator) {
      case AND -> row -> truth(left.apply(row)) && truth(right.apply(row));
      case OR -> row -> truth(left.apply(row)) || truth(right.apply(row));
      case EQ -> row -> same(left.apply(row), right.apply(row));
      case NE -> row -> !same(left.apply(row), right.apply(row));
      case GT -> row -> ordered(left.apply(row), right.apply(row), 1, 1);
      case GE -> row -> ordered(left.apply(row), right.apply(row), 0, 1);
      case LT -> row -> ordered(left.apply(row), right.apply(row), -1, -1);
      case LE -> row -> ordered(left.apply(row), right.apply(row), -1, 0);
      default -> throw unsupported("The operator '" + operator + "'");
    };
  }

  private static boolean truth(Object value) {
    return Boolean.TRUE.equals(value);
  }

  private static boolean same(Object left, Object right) {
    return left == null || right == null ? left == right : compare(left, right) == 0;
  }

  private static boolean ordered(Object left, Object right, int least, int most) {
    if (left == null || right == null) {
      return false;
    }
    int order = Integer.signum(compare(left, right));
    return order >= least && order <= most;
  }

  /** Compares values of a column; numbers by value. */
  static int compare(Object left, Object right) {
    if (left instanceof Long one && right instanceof Long other) {
      return one.compareTo(other);
    }
    if (left instanceof Number one && right instanceof Number other) {
      return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
    }
    if (left instanceof LocalDate day && right instanceof Instant moment) {
      return day.atStartOfDay().toInstant(java.time.ZoneOffset.UTC).compareTo(moment);
    }
    if (left.getClass() != right.getClass() || left instanceof String) {
      return left.toString().compareToIgnoreCase(right.toString());
    }
    return comparable(left).compareTo(right);
  }

  @SuppressWarnings("unchecked")
  private static Comparable<Object> comparable(Object value) {
    return (Comparable<Object>) value;
  }

  @Override
  public Function<Row, Object> visitBinaryOperator(
      BinaryOperatorKind operator, Function<Row, Object> left, List<Function<Row, Object>> right)
      throws ODataApplicationException {
    if (operator != BinaryOperatorKind.IN) {
      throw unsupported("The operator '" + operator + "' with a list");
    }
    return row -> right.stream().anyMatch(one -> same(left.apply(row), one.apply(row)));
  }

  @Override
  public Function<Row, Object> visitUnaryOperator(
      UnaryOperatorKind operator, Function<Row, Object> operand) throws ODataApplicationException {
    if (operator != UnaryOperatorKind.NOT) {
      throw unsupported("The operator '" + operator + "'");
    }
    return row -> !truth(operand.apply(row));
  }

  @Override
  public Function<Row, Object> visitMethodCall(
      MethodKind method, List<Function<Row, Object>> arguments) throws ODataApplicationException {
    Function<Row, Object> first = arguments.get(0);
    Function<Row, Object> second = arguments.size() > 1 ? arguments.get(1) : row -> null;
    return switch (method) {
      case CONTAINS -> row -> text(first, row).contains(text(second, row));
      case STARTSWITH -> row -> text(first, row).startsWith(text(second, row));
      case ENDSWITH -> row -> text(first, row).endsWith(text(second, row));
      default -> throw unsupported("The function '" + method + "'");
    };
  }

  private static String text(Function<Row, Object> of, Row row) {
    Object value = of.apply(row);
    return value == null ? "" : value.toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public Function<Row, Object> visitLiteral(Literal literal) throws ODataApplicationException {
    Object value = value(literal);
    return row -> value;
  }

  private static Object value(Literal literal) throws ODataApplicationException {
    String text = literal.getText();
    if (literal.getType() == null) {
      return null;
    }
    return switch (literal.getType().getName()) {
      case "String" -> text.substring(1, text.length() - 1).replace("''", "'");
      case "Boolean" -> Boolean.valueOf(text);
      case "Guid" -> UUID.fromString(text);
      case "DateTimeOffset" -> OffsetDateTime.parse(text).toInstant();
      case "Date" -> LocalDate.parse(text);
      case "SByte", "Byte", "Int16", "Int32", "Int64" -> Long.valueOf(text);
      case "Decimal", "Double", "Single" -> new BigDecimal(text);
      default -> throw unsupported("A literal of type " + literal.getType().getName());
    };
  }

  @Override
  public Function<Row, Object> visitMember(Member member) throws ODataApplicationException {
    List<UriResource> way = member.getResourcePath().getUriResourceParts();
    if (way.size() != 1) {
      throw unsupported("A filter over related rows");
    }
    Attribute attribute = properties.get(way.get(0).getSegmentValue());
    return row -> values.of(table, row, attribute);
  }

  @Override
  public Function<Row, Object> visitLambdaExpression(
      String function, String variable, Expression expression) throws ODataApplicationException {
    throw unsupported("A lambda");
  }

  @Override
  public Function<Row, Object> visitAlias(String name) throws ODataApplicationException {
    throw unsupported("An alias");
  }

  @Override
  public Function<Row, Object> visitTypeLiteral(EdmType type) throws ODataApplicationException {
    throw unsupported("A type");
  }

  @Override
  public Function<Row, Object> visitLambdaReference(String variable)
      throws ODataApplicationException {
    throw unsupported("A lambda");
  }

  @Override
  public Function<Row, Object> visitEnum(EdmEnumType type, List<String> members)
      throws ODataApplicationException {
    throw unsupported("An enumeration");
  }

  static ODataApplicationException unsupported(String what) {
    return new ODataApplicationException(
        what + " is not supported.", 501, Locale.ENGLISH, "0x80060888");
  }
}
