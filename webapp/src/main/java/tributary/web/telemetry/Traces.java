package tributary.web.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.telemetry.RunFacts;

/**
 * Makes spans by MicroProfile Telemetry; none unless {@code otel.sdk.disabled} is false. Spans hold
 * ids, names that people gave to dataflows, counts and codes of failures.
 */
@ApplicationScoped
class Traces {
  /** The scope of the product's own spans. */
  static final String SCOPE = "tributary";

  private Tracer tracer;

  /** For the container's proxy. */
  protected Traces() {}

  @Inject
  Traces(
      OpenTelemetry telemetry,
      @ConfigProperty(name = "otel.sdk.disabled", defaultValue = "true") boolean disabled) {
    tracer = (disabled ? OpenTelemetry.noop() : telemetry).getTracer(SCOPE);
  }

  Span run(RunFacts run) {
    return told(tracer.spanBuilder("run").setNoParent(), run)
        .setAttribute("tributary.connector", run.connector())
        .setAttribute("tributary.kind", run.kind())
        .setAttribute("tributary.refresh", run.refresh())
        .setAttribute("tributary.taken_over", run.takenOver())
        .startSpan();
  }

  Span inside(Place around, String name, Optional<UUID> tableRun) {
    SpanBuilder span =
        told(tracer.spanBuilder(name).setParent(Context.root().with(around.span())), around.run());
    tableRun.ifPresent(table -> span.setAttribute("tributary.table_run", table.toString()));
    return span.startSpan();
  }

  private static SpanBuilder told(SpanBuilder span, RunFacts run) {
    return span.setAttribute("tributary.run", run.run().toString())
        .setAttribute("tributary.tenant", run.tenant().value())
        .setAttribute("tributary.dataflow", run.dataflow());
  }

  /** An event of the span, as a failure that is tried again is not its end. */
  void triedAgain(Place place, String kind) {
    place.span().addEvent("retry", Attributes.of(AttributeKey.stringKey("tributary.kind"), kind));
  }

  void end(Place place, String otherwise) {
    Span span = place.span();
    span.setAttribute("tributary.outcome", place.outcome(otherwise));
    place
        .counts()
        .ifPresent(
            counts ->
                span.setAttribute("tributary.rows.read", counts.read())
                    .setAttribute("tributary.rows.written", counts.written())
                    .setAttribute("tributary.rows.rejected", counts.rejected())
                    .setAttribute("tributary.bytes", counts.bytes()));
    if (place.failed()) {
      span.setStatus(StatusCode.ERROR, place.outcome(otherwise));
    }
    span.end();
  }
}
