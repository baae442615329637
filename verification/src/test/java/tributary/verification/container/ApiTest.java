package tributary.verification.container;

import static tributary.verification.container.Member.ALDER;
import static tributary.verification.container.Member.BIRCH;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;

/** A test that speaks to the product over HTTP, as scripts do. */
@RunAsClient
abstract class ApiTest extends ProductTest {
  @ArquillianResource private URL server;

  /** Speaks for the tenant of most tests. */
  Api api;

  /** Speaks for another tenant. */
  Api otherTenant;

  /** Speaks for nobody. */
  Api nobody;

  @BeforeEach
  void speakToTheServer() throws URISyntaxException {
    URI address = server.toURI();
    api = new Api(address, ALDER);
    otherTenant = new Api(address, BIRCH);
    nobody = new Api(address);
  }

  JsonNode create(FlowDocument dataflow) {
    return api.post(Api.V1 + "/dataflows", dataflow.json()).body(201);
  }

  static String path(String dataflow) {
    return Api.V1 + "/dataflows/" + dataflow;
  }
}
