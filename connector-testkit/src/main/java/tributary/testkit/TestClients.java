package tributary.testkit;

import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.WebTarget;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.proxy.WebResourceFactory;
import tributary.http.AnnotatedClients;

/** Makes clients of annotated interfaces by Jersey, which the product's Rest Client is built on. */
final class TestClients implements AnnotatedClients {
  @Override
  public <T> T make(Class<T> api, Setting setting) {
    ClientBuilder builder =
        ClientBuilder.newBuilder()
            .connectTimeout(setting.connectLimit().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(setting.answerLimit().toMillis(), TimeUnit.MILLISECONDS)
            .property(ClientProperties.FOLLOW_REDIRECTS, false);
    setting.tls().ifPresent(builder::sslContext);
    setting
        .proxy()
        .ifPresent(
            proxy ->
                builder.property(
                    ClientProperties.PROXY_URI, "http://" + proxy.host() + ":" + proxy.port()));
    WebTarget target = builder.build().target(setting.target().base());
    return WebResourceFactory.newResource(api, target);
  }
}
