package tributary.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A feature is a package; others reach its top package only. */
class FeatureWallsTest {
  private static final Pattern CLOSED =
      Pattern.compile("(tributary\\..+?)\\.(store|internal)(\\..*)?");
  private static final String ENTITY = "jakarta.persistence.Entity";

  private final JavaClasses product = Module.classesOf(List.of(Module.ENGINE, Module.WEBAPP));

  @Test
  void aFeaturesStoreAndInternalPackagesAreClosed() {
    classes().should(reachClosedPackagesOfTheirOwnFeatureOnly()).check(product);
  }

  @Test
  void theEnginesFeaturesAreFreeOfCycles() {
    slices().matching("tributary.(*)..").should().beFreeOfCycles().check(Module.ENGINE.classes());
  }

  @Test
  void theScreensAreFreeOfCycles() {
    slices()
        .matching("tributary.web.(*)..")
        .should()
        .beFreeOfCycles()
        .check(Module.WEBAPP.classes());
  }

  @Test
  void aConnectorsPackagesAreFreeOfCycles() {
    slices()
        .matching("tributary.plugin.(**)")
        .should()
        .beFreeOfCycles()
        .check(Module.classesOf(Module.connectors()));
  }

  @Test
  void entitiesLiveInStores() {
    classes()
        .that()
        .areAnnotatedWith(ENTITY)
        .should()
        .resideInAPackage("tributary..store..")
        .check(product);
  }

  @Test
  void entitiesAreNotPublic() {
    classes().that().areAnnotatedWith(ENTITY).should().notBePublic().check(product);
  }

  @Test
  void noMethodOutsideAStoreGivesAnEntityAway() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("tributary..store..")
        .should()
        .notHaveRawReturnType(annotatedAsEntity())
        .check(product);
  }

  @Test
  void onlyStoresSpeakJpa() {
    noClasses()
        .that()
        .resideOutsideOfPackage("tributary..store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.persistence..")
        .check(product);
  }

  @Test
  void theTenantIsNeverAThreadLocal() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(Module.ENGINE.classes());
  }

  @Test
  void thePipelineIsPlainJava() {
    noClasses()
        .that()
        .resideInAPackage("tributary.pipeline..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "java.sql..", "javax.sql..")
        .check(Module.ENGINE.classes());
  }

  private static DescribedPredicate<JavaClass> annotatedAsEntity() {
    return DescribedPredicate.describe("an entity", type -> type.isAnnotatedWith(ENTITY));
  }

  private static ArchCondition<JavaClass> reachClosedPackagesOfTheirOwnFeatureOnly() {
    return new ArchCondition<>("reach closed packages of their own feature only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf()
            .forEach(
                dependency -> {
                  Matcher closed = CLOSED.matcher(dependency.getTargetClass().getPackageName());
                  if (closed.matches() && !isInside(type, closed.group(1))) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                  }
                });
      }

      private boolean isInside(JavaClass type, String feature) {
        return type.getPackageName().equals(feature)
            || type.getPackageName().startsWith(feature + ".");
      }
    };
  }
}
