import type { Meter } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import fp from 'fastify-plugin';

/** Bounds of the histogram of durations, in seconds; objectives have to name one of them. */
const BOUNDS = [[=stack.latencyBounds?join(", ")]];

/** What an orchestrator asks is no traffic, and would hide the errors of users. */
const OPERATIONAL = /^\/(health|metrics)/;

/** The service's own numbers, and the page that Prometheus reads them from. */
export class Metrics {
  readonly meter: Meter;
  private readonly exporter = new PrometheusExporter({ preventServerStart: true });
  private readonly serializer = new PrometheusSerializer();
  private readonly provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': '[=project.name]' }),
    readers: [this.exporter],
  });

  constructor() {
    this.meter = this.provider.getMeter('[=project.name]');
    this.meter.createObservableGauge('process_resident_memory_bytes').addCallback((gauge) => {
      gauge.observe(process.memoryUsage.rss());
    });
  }

  async scrape(): Promise<string> {
    const { resourceMetrics } = await this.exporter.collect();
    return this.serializer.serialize(resourceMetrics);
  }

  async close(): Promise<void> {
    await this.provider.shutdown();
  }
}

/**
 * Measures each request by route and status, which tells rate, errors and duration.
 * The name is Prometheus's with its unit, which the exporter would not add.
 */
export const measured = fp<{ metrics: Metrics }>(async (app, { metrics }) => {
  const duration = metrics.meter.createHistogram('http_server_request_duration_seconds', {
    description: 'How long requests took.',
    advice: { explicitBucketBoundaries: BOUNDS },
  });

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unmatched';
    if (!OPERATIONAL.test(route)) {
      duration.record(reply.elapsedTime / 1000, {
        'http.request.method': request.method,
        'http.route': route,
        'http.response.status_code': reply.statusCode,
      });
    }
  });

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.scrape()),
  );

  app.addHook('onClose', () => metrics.close());
});
