package tributary.web.wiring;

import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import tributary.http.AnnotatedClients;

/** Makes clients of annotated interfaces by MicroProfile Rest Client. */
final class RestClients implements AnnotatedClients {
  @Override
  public <T> T make(Class<T> api, Setting setting) {
    RestClientBuilder builder =
        RestClientBuilder.newBuilder()
            .baseUri(setting.target().base())
            .connectTimeout(setting.connectLimit().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(setting.answerLimit().toMillis(), TimeUnit.MILLISECONDS)
            .followRedirects(false)
            .property("microprofile.rest.client.disable.default.mapper", true);
    setting.tls().ifPresent(builder::sslContext);
    setting.proxy().ifPresent(proxy -> builder.proxyAddress(proxy.host(), proxy.port()));
    return builder.build(api);
  }
}
