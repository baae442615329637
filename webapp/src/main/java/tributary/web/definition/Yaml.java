package tributary.web.definition;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tributary.web.json.MalformedDocument;

/** Reads and writes YAML of maps, lists and texts. */
final class Yaml {
  private static final int LONGEST = 10 * 1024 * 1024;

  private Yaml() {}

  /**
   * Returns the document as maps, lists, texts, booleans and nulls: no number, no date, no type.
   */
  static Object read(String text) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      options.setMaxAliasesForCollections(50);
      options.setCodePointLimit(LONGEST);
      DumperOptions unused = new DumperOptions();
      return new org.yaml.snakeyaml.Yaml(
              new SafeConstructor(options),
              new Representer(unused),
              unused,
              options,
              new PlainTexts())
          .load(text);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String place =
          mark == null
              ? ""
              : " at line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
      throw new MalformedDocument(
          "The body is not well-formed YAML%s: %s".formatted(place, e.getProblem()));
    } catch (YAMLException e) {
      throw new MalformedDocument("The body is not YAML that can be taken: " + firstLine(e));
    }
  }

  static String write(Object tree) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new org.yaml.snakeyaml.Yaml(options).dump(tree);
  }

  private static String firstLine(YAMLException e) {
    return e.getMessage().lines().findFirst().orElse("");
  }

  /** Takes a scalar without quotes as text, except true, false and null. */
  private static final class PlainTexts extends Resolver {
    private static final Pattern TRUE_OR_FALSE = Pattern.compile("true|false");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, TRUE_OR_FALSE, "tf");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
