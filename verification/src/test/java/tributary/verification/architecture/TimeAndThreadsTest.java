package tributary.verification.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock and the threads come from the wiring, so that tests hold them in their hands. */
class TimeAndThreadsTest {
  private final JavaClasses product =
      Module.classesOf(
          List.of(
              Module.CONNECTOR_API,
              Module.CONNECTOR_TESTKIT,
              Module.CONNECTOR_KIT,
              Module.HOST_HTTP,
              Module.CONNECTOR_S3,
              Module.CONNECTOR_PCC,
              Module.CONNECTOR_DYNAMICS,
              Module.ENGINE,
              Module.WEBAPP));

  private static GivenClassesConjunction outsideTheWiring() {
    return noClasses().that().resideOutsideOfPackage("tributary.web.wiring..");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Instant.class,
        LocalDate.class,
        LocalDateTime.class,
        LocalTime.class,
        OffsetDateTime.class,
        ZonedDateTime.class,
        Year.class
      })
  void nobodyAsksTheSystemForTheTime(Class<?> type) {
    outsideTheWiring().should().callMethod(type, "now").check(product);
  }

  @Test
  void nobodyMakesAClockOfTheirOwn() {
    outsideTheWiring()
        .should()
        .callMethodWhere(target(owner(assignableTo(Clock.class))).and(target(nameStartingSystem())))
        .check(product);
    outsideTheWiring().should().callMethod(System.class, "currentTimeMillis").check(product);
    outsideTheWiring().should().callConstructor(Date.class).check(product);
  }

  @Test
  void nobodyStartsAThreadOfTheirOwn() {
    outsideTheWiring()
        .should()
        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
        .check(product);
    outsideTheWiring()
        .should()
        .callMethodWhere(target(owner(assignableTo(Executors.class))))
        .check(product);
  }

  @Test
  void nobodyBorrowsTheCommonPool() {
    noClasses().should().callMethodWhere(asyncWithoutExecutor()).check(product);
    noClasses()
        .should()
        .callMethodWhere(target(name("parallelStream")).or(target(name("commonPool"))))
        .check(product);
  }

  @Test
  void noTestSleeps() {
    noClasses()
        .should()
        .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("sleep"))))
        .check(Module.allTests());
  }

  private static DescribedPredicate<
          com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget>
      nameStartingSystem() {
    return DescribedPredicate.describe("system*", method -> method.getName().startsWith("system"));
  }

  private static DescribedPredicate<JavaCall<?>> asyncWithoutExecutor() {
    return DescribedPredicate.describe(
        "CompletableFuture.*Async without an executor",
        call ->
            call.getTargetOwner().isAssignableTo(CompletableFuture.class)
                && call.getTarget().getName().endsWith("Async")
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type -> type.isAssignableTo(Executor.class)));
  }
}
