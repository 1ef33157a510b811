package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Hands a span over by HTTP and by gRPC, with OpenTelemetry's own exporters. */
final class OpentelemetryCollectorClient implements RealClient {

  @Override
  public String emulator() {
    return "opentelemetry-collector";
  }

  @Override
  public boolean imageBuiltHere() {
    return false;
  }

  @Override
  public void drive(Connection connection) {
    export(
        OtlpHttpSpanExporter.builder()
            .setEndpoint(connection.spring("management.otlp.tracing.endpoint"))
            .build());
    export(
        OtlpGrpcSpanExporter.builder()
            .setEndpoint(connection.dotenv("OTLP_GRPC_ENDPOINT"))
            .build());
  }

  private static void export(SpanExporter exporter) {
    Watched watched = new Watched(exporter);
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(watched)).build()) {
      provider.get("dragons").spanBuilder("breathe fire").startSpan().end();
    }
    assertThat(Objects.requireNonNull(watched.result.get()).join(10, TimeUnit.SECONDS).isSuccess())
        .isTrue();
  }

  /** Remembers how the newest export ended. */
  private static final class Watched implements SpanExporter {

    private final AtomicReference<CompletableResultCode> result =
        new AtomicReference<>(CompletableResultCode.ofFailure());
    private final SpanExporter exporter;

    Watched(SpanExporter exporter) {
      this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      CompletableResultCode code = exporter.export(spans);
      result.set(code);
      return code;
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
