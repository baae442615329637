package tributary.web.telemetry;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/**
 * Lets the product's own spans out and no others. The server makes spans of each HTTP call as well,
 * and the address of a call to a vendor may name a resident.
 */
public final class OwnSpans implements AutoConfigurationCustomizerProvider {
  @Override
  public void customize(AutoConfigurationCustomizer configuration) {
    configuration.addSpanExporterCustomizer((exporter, properties) -> new Exporter(exporter));
  }

  private record Exporter(SpanExporter all) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      List<SpanData> own =
          spans.stream()
              .filter(span -> span.getInstrumentationScopeInfo().getName().equals(Traces.SCOPE))
              .toList();
      return own.isEmpty() ? CompletableResultCode.ofSuccess() : all.export(own);
    }

    @Override
    public CompletableResultCode flush() {
      return all.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return all.shutdown();
    }
  }
}
