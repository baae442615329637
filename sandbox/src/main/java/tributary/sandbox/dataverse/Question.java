package tributary.sandbox.dataverse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.ex.ODataException;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriInfoResource;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.queryoption.OrderByItem;
import org.apache.olingo.server.api.uri.queryoption.SelectItem;

/**
 * A question for rows, understood.
 *
 * @param columns what is wanted of each row, by the name it stands under
 * @param filter what rows must be; always true where nothing is asked for
 * @param span when rows can have been created that the filter lets through
 * @param order in which they come; empty: by their numbers
 * @param backwards whether they come by their numbers, the last first
 * @param top how many at most
 * @param counted whether their count is wanted
 * @param since of a question for changes: after which version
 * @param cookie where an earlier page ended
 */
record Question(
    Table table,
    Map<String, Attribute> columns,
    Function<Row, Object> filter,
    Span span,
    Optional<Comparator<Row>> order,
    boolean backwards,
    long top,
    boolean counted,
    Optional<Long> since,
    Optional<Cookie> cookie) {

  /**
   * Where a page ended.
   *
   * @param number of the next page
   * @param after how many rows, or numbers, were passed
   * @param given rows given so far
   * @param version the version when the first page was asked for
   */
  record Cookie(int number, long after, long given, long version) {
    private static final Pattern FORM =
        Pattern.compile(
            "<cookie pagenumber=\"(\\d+)\" after=\"(\\d+)\" given=\"(\\d+)\" version=\"(\\d+)\"/>");

    String text() {
      return "<cookie pagenumber=\"%d\" after=\"%d\" given=\"%d\" version=\"%d\"/>"
          .formatted(number, after, given, version);
    }

    static Cookie of(String text) throws ODataApplicationException {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw bad("0x80040203", "The paging cookie is malformed.");
      }
      return new Cookie(
          Integer.parseInt(parts.group(1)),
          Long.parseLong(parts.group(2)),
          Long.parseLong(parts.group(3)),
          Long.parseLong(parts.group(4)));
    }
  }

  static Question of(Table table, UriInfoResource asked, World world, boolean track)
      throws ODataException {
    refuseUnsupported(asked);
    Values values = world.values();
    Function<Row, Object> filter = row -> true;
    Span span = Span.ALL;
    if (asked.getFilterOption() != null) {
      span = Span.of(asked.getFilterOption().getExpression());
      filter = asked.getFilterOption().getExpression().accept(new Condition(table, values));
    }
    Optional<OrderByItem> first =
        asked.getOrderByOption() == null
            ? Optional.empty()
            : Optional.of(asked.getOrderByOption().getOrders().get(0));
    boolean byNumber =
        first
            .map(item -> Arrays.asList("createdon", table.key()).contains(path(item)))
            .orElse(true);
    Optional<Comparator<Row>> order = Optional.empty();
    if (!byNumber) {
      order = Optional.of(comparator(first.get(), new Condition(table, values)));
    }
    Optional<Long> since = Optional.empty();
    if (asked.getDeltaTokenOption() != null) {
      since = Optional.of(version(asked.getDeltaTokenOption().getValue(), world));
    }
    Question question =
        new Question(
            table,
            columns(table, asked),
            filter,
            span,
            order,
            first.map(OrderByItem::isDescending).orElse(false),
            asked.getTopOption() == null ? Long.MAX_VALUE : asked.getTopOption().getValue(),
            asked.getCountOption() != null && asked.getCountOption().getValue(),
            since,
            asked.getSkipTokenOption() == null
                ? Optional.empty()
                : Optional.of(Cookie.of(asked.getSkipTokenOption().getValue())));
    if (track || since.isPresent()) {
      requireTrackable(table, asked);
    }
    return question;
  }

  private static void refuseUnsupported(UriInfoResource asked) throws ODataApplicationException {
    if (asked.getSkipOption() != null) {
      throw bad("0x80060888", "Skip Clause is not supported in CRM");
    }
    if (asked.getExpandOption() != null || asked.getSearchOption() != null) {
      throw Condition.unsupported("$expand or $search");
    }
  }

  private static void requireTrackable(Table table, UriInfoResource asked)
      throws ODataApplicationException {
    if (!table.tracked()) {
      throw bad(
          "0x80040203", "Change tracking is not enabled for the entity '" + table.name() + "'.");
    }
    if (asked.getFilterOption() != null
        || asked.getOrderByOption() != null
        || asked.getTopOption() != null) {
      throw bad(
          "0x80060888",
          "The 'odata.track-changes' preference does not go with $filter, $orderby or $top.");
    }
  }

  /** A token is a version and a moment, with a mark between. */
  private static long version(String token, World world) throws ODataApplicationException {
    String number = token.split("!", 2)[0];
    if (!number.matches("\\d{1,18}")) {
      throw bad("0x80040203", "The delta token is malformed.");
    }
    long version = Long.parseLong(number);
    if (version < world.forgotten()) {
      throw bad(
          "0x80044352",
          "Version stamp associated with the client has expired. Please perform a full sync.");
    }
    return version;
  }

  private static Map<String, Attribute> columns(Table table, UriInfoResource asked) {
    Map<String, Attribute> all = table.properties();
    if (asked.getSelectOption() == null) {
      return all;
    }
    Map<String, Attribute> wanted = new LinkedHashMap<>();
    for (SelectItem item : asked.getSelectOption().getSelectItems()) {
      if (item.isStar()) {
        return all;
      }
      UriResource first = item.getResourcePath().getUriResourceParts().get(0);
      Attribute attribute = all.get(first.getSegmentValue());
      if (attribute != null) {
        wanted.put(first.getSegmentValue(), attribute);
      }
    }
    wanted.putIfAbsent(table.key(), all.get(table.key()));
    return wanted;
  }

  private static String path(OrderByItem item) {
    return item.getExpression().toString().replaceAll("[\\[\\]]", "");
  }

  private static Comparator<Row> comparator(OrderByItem item, Condition condition)
      throws ODataException {
    Function<Row, Object> key = item.getExpression().accept(condition);
    Comparator<Row> order =
        (one, other) -> {
          Object left = key.apply(one);
          Object right = key.apply(other);
          if (left == null || right == null) {
            return left == right ? 0 : left == null ? -1 : 1;
          }
          return Condition.compare(left, right);
        };
    return item.isDescending() ? order.reversed() : order;
  }

  /** Returns the query of the same question, without where it stands. */
  static String queryWithout(String rawQuery, String... options) {
    return Arrays.stream(rawQuery == null ? new String[0] : rawQuery.split("&"))
        .filter(part -> !part.isEmpty())
        .filter(part -> Arrays.stream(options).noneMatch(name -> isOption(part, name)))
        .collect(Collectors.joining("&"));
  }

  private static boolean isOption(String part, String name) {
    String plain = part.toLowerCase(Locale.ROOT).replace("%24", "$");
    return plain.startsWith("$" + name + "=");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static ODataApplicationException bad(String code, String message) {
    return new ODataApplicationException(message, 400, Locale.ENGLISH, code);
  }
}
