package tributary.verification.container;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.verification.boot.TestedWar;
import tributary.verification.source.SourceFiles;

/** A test of the built application in its server. */
@ExtendWith(ArquillianExtension.class)
abstract class ProductTest {
  @Deployment
  static WebArchive war() {
    return TestedWar.with(ProductTest.class.getPackage(), SourceFiles.class.getPackage());
  }
}
