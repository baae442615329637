package tributary.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tributary.flow.DataflowRow;
import tributary.inbox.WebhookView;
import tributary.notification.Notifications;
import tributary.notification.SentNotification;
import tributary.problem.FieldProblem;
import tributary.schedule.ScheduleEvent;
import tributary.web.definition.ConfigurationImport;
import tributary.web.definition.DataflowDefinition;
import tributary.web.definition.NotificationDefinition;
import tributary.web.definition.ScheduleDefinition;
import tributary.web.definition.TableDefinition;

class OpenApiDocumentTest {
  private final Map<String, Object> document = load();

  @Test
  void tellsEveryMethodOfTheApiAndNoOther() {
    assertThat(told()).isEqualTo(written());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void tellsEveryFieldOfADocument(String schema, Class<?> type) {
    Map<String, Object> properties = at(document, "components", "schemas", schema, "properties");
    assertThat(properties.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(type.getRecordComponents()).map(OpenApiDocumentTest::name).toList());
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("Problem", Problem.class),
        Arguments.of("FieldProblem", FieldProblem.class),
        Arguments.of("Connector", ConnectorDocument.class),
        Arguments.of("Field", FieldDocument.class),
        Arguments.of("Dataflow", DataflowDefinition.class),
        Arguments.of("Table", TableDefinition.class),
        Arguments.of("DataflowRow", DataflowRow.class),
        Arguments.of("Schedule", ScheduleDefinition.class),
        Arguments.of("ScheduleTime", ScheduleDefinition.Time.class),
        Arguments.of("ScheduleEvent", ScheduleEvent.class),
        Arguments.of("Notifications", NotificationDefinition.class),
        Arguments.of("Webhook", NotificationDefinition.Webhook.class),
        Arguments.of("TriedNotification", Notifications.Tried.class),
        Arguments.of("SentNotification", SentNotification.class),
        Arguments.of("Webhooks", DataflowWebhookResource.Document.class),
        Arguments.of("WebhookGroup", WebhookView.Group.class),
        Arguments.of("WebhookWish", DataflowWebhookResource.Wish.class),
        Arguments.of("WebhookDelivery", DataflowWebhookResource.Delivery.class),
        Arguments.of("SourceTable", SourceDocument.Table.class),
        Arguments.of("Layout", SourceDocument.Layout.class),
        Arguments.of("Run", RunDocument.class),
        Arguments.of("TableRun", RunDocument.TableDocument.class),
        Arguments.of("Entity", EntityDocument.class),
        Arguments.of("Rows", RowsDocument.class),
        Arguments.of("ImportOutcome", ConfigurationImport.Outcome.class),
        Arguments.of("Runs", Listing.class));
  }

  private static String name(RecordComponent component) {
    JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given == null ? component.getName() : given.value();
  }

  private Set<String> told() {
    Set<String> told = new TreeSet<>();
    this.<Object>at(document, "paths")
        .forEach(
            (path, operations) ->
                ((Map<?, ?>) operations)
                    .keySet()
                    .forEach(
                        method ->
                            told.add(method.toString().toUpperCase(Locale.ROOT) + " " + path)));
    return told;
  }

  private static Set<String> written() {
    return resources().stream()
        .flatMap(
            type ->
                Arrays.stream(type.getDeclaredMethods())
                    .flatMap(method -> verb(method).map(verb -> verb + " " + path(type, method))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value());
  }

  private static String path(Class<?> type, Method method) {
    String own =
        method.isAnnotationPresent(Path.class) ? method.getAnnotation(Path.class).value() : "";
    String path = Api.BASE + type.getAnnotation(Path.class).value() + own;
    return path.replace("//", "/");
  }

  private static List<Class<?>> resources() {
    try (Stream<java.nio.file.Path> files =
        Files.list(
            java.nio.file.Path.of(
                    Api.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve("tributary/web/rest"))) {
      List<Class<?>> found = new ArrayList<>();
      for (java.nio.file.Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Resource.class")) {
          found.add(Class.forName("tributary.web.rest." + name.replace(".class", "")));
        }
      }
      return found;
    } catch (IOException | URISyntaxException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> Map<String, T> at(Map<String, Object> map, String... keys) {
    Map<String, Object> found = map;
    for (String key : keys) {
      found = (Map<String, Object>) found.get(key);
    }
    return (Map<String, T>) found;
  }

  private static Map<String, Object> load() {
    try (InputStream in = Api.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
