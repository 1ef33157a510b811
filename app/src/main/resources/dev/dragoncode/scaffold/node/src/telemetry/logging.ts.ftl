import { trace } from '@opentelemetry/api';
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import type { DestinationStream, LoggerOptions } from 'pino';

export type LogStream = DestinationStream;

/** What tells who somebody is, or lets another act as him. It never reaches the log, wherever it stands in an object. */
const PERSONAL = [
  // what opens doors
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  // what people are called and write
[#list resource.fields as f]
[#if ["string", "text", "email"]?seq_contains(f.kind)]
  '[=f.name]',
[/#if]
[/#list]
];

/** One JSON object a line, with the trace that it belongs to. */
export function loggerOptions(level: string, stream?: LogStream): LoggerOptions & { stream?: LogStream } {
  return {
    level,
    ...(stream && { stream }),
    base: { service: '[=project.name]' },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    mixin: traceIds,
    redact: { paths: PERSONAL.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    serializers: { err: errorFields },
  };
}

/** One line for each request, when it is answered; probes and scrapes leave none. Addresses may name people: routes do not. */
export class RequestLog extends LogController {
  override incomingRequest(): void {
    // What matters is known when it is answered.
  }

  override requestCompleted(error: Error | null, request: FastifyRequest, reply: FastifyReply): void {
    const route = request.routeOptions.url ?? 'unmatched';
    if (/^\/(health|metrics)/.test(route)) {
      return;
    }
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    reply.log.info(error ? { ...line, err: error } : line, 'request');
  }
}

function traceIds(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

/** A database's error repeats the row that it refused; that is not for the log. */
function errorFields(error: Error & { code?: string }): object {
  const { cause } = error;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.code !== undefined && { code: error.code }),
    ...(cause instanceof Error && { cause: `${cause.name}: ${cause.message}` }),
  };
}
