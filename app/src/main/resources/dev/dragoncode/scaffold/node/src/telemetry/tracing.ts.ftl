/** Makes spans of requests and of what they call; to be loaded before anything else, by --import. */
[#if has.database]
import { register } from 'node:module';
[/#if]
import { FastifyOtelInstrumentation } from '@fastify/otel';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
[#if has.database]
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
[/#if]
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

[#if has.database]
// Modules that are imported, and not required, are reached by a hook of the loader alone.
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
[/#if]

const resource = defaultResource()
  .merge(resourceFromAttributes({ 'service.name': '[=project.name]' }))
  .merge(detectResources({ detectors: [envDetector] }));

/** Without a place to send spans to they are made all the same: log lines carry their ids. */
const exported = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] !== undefined;

const provider = new NodeTracerProvider({
  resource,
  spanProcessors: exported ? [new BatchSpanProcessor(new OTLPTraceExporter())] : [],
});
provider.register();

registerInstrumentations({
  instrumentations: [
    new FastifyOtelInstrumentation({
      registerOnInitialization: true,
      instrumentHooks: false,
      instrumentHandler: false,
      requestHook: (span, request) => {
        span.updateName(`${request.method} ${request.routeOptions.url ?? 'unmatched'}`);
      },
      ignorePaths: ({ url }) => url.startsWith('/health') || url === '/metrics',
    }),
[#if has.database]
    new PgInstrumentation({ requireParentSpan: true }),
[/#if]
    new UndiciInstrumentation({ requireParentforSpans: true }),
  ],
});

/** Sends what has not been sent yet; the last spans are those of a stop. */
export async function stopTracing(): Promise<void> {
  await provider.shutdown();
}
