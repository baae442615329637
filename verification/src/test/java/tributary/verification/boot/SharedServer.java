package tributary.verification.boot;

import fish.payara.arquillian.container.payara.managed.PayaraMicroContainerConfiguration;
import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;

/** One server for all test classes: the first deploys, the others find it there. */
public final class SharedServer extends PayaraMicroDeployableContainer {
  private PayaraMicroContainerConfiguration configuration;
  private World world;
  private ProtocolMetaData deployed;
  private Archive<?> archive;

  @Override
  public void setup(PayaraMicroContainerConfiguration configuration) {
    this.configuration = configuration;
    super.setup(configuration);
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> wanted) throws DeploymentException {
    if (archive == null) {
      archive = wanted;
      try {
        world = World.create();
        Map<String, String> properties = world.properties();
        properties.forEach(System::setProperty);
        configuration.setCmdOptions(options(properties));
        configuration.setExtraMicroOptions(
            "--disablephonehome --contextroot / --logtofile " + world.serverLog());
        deployed = super.deploy(wanted);
      } catch (DeploymentException e) {
        throw e;
      } catch (Exception e) {
        throw new DeploymentException("The tests' surroundings did not come up", e);
      }
    }
    requireApplication();
    return deployed;
  }

  private void requireApplication() throws DeploymentException {
    if (deployed == null
        || deployed.getContexts(HTTPContext.class).stream()
            .allMatch(context -> context.getServlets().isEmpty())) {
      throw new DeploymentException("The application did not start, see " + world.serverLog());
    }
  }

  @Override
  public void undeploy(Archive<?> wanted) {
    // The next test class finds it there.
  }

  @Override
  public void stop() throws LifecycleException {
    try {
      if (archive != null) {
        super.undeploy(archive);
      }
      if (world != null) {
        world.stop();
      }
    } catch (Exception e) {
      throw new LifecycleException("The server did not stop", e);
    }
  }

  private static String options(Map<String, String> properties) {
    String all =
        properties.entrySet().stream()
            .map(property -> "-D" + property.getKey() + "=" + property.getValue())
            .collect(Collectors.joining(" "));
    return "-Xmx512m -Duser.timezone=UTC " + all;
  }
}
