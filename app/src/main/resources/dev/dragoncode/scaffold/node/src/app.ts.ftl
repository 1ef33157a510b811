import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import files from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { auth } from './auth.js';
import type { Config } from './config.js';
import { health } from './health.js';
import { measured, Metrics } from './metrics.js';
import { openapi } from './openapi.js';
[#if has.payments]
import { paymentRoutes } from './payments/routes.js';
import { stripeWebhook } from './payments/webhook.js';
[/#if]
import { problems } from './problem.js';
[#if has.middleware]
import { protection } from './protection/protection.js';
[/#if]
import { [=resource.name]Routes } from './[=resource.path?keep_after_last("/")]/routes.js';
import type { Services } from './services.js';
[#if has.telemetry]
import { loggerOptions, RequestLog, type LogStream } from './telemetry/logging.js';
[/#if]
import { validator } from './validation.js';

/** The largest body that is read, in bytes. */
const BODY_LIMIT = 64 * 1024;

/** How long a client may take to send a request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Wires the routes to what they need. It listens nowhere yet, so tests can inject requests. */
[#if has.telemetry]
export async function buildApp(config: Config, services: Services, log?: LogStream): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(config.LOG_LEVEL, log),
    logController: new RequestLog(),
[#else]
export async function buildApp(config: Config, services: Services): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: config.LOG_LEVEL },
[/#if]
    genReqId: requestId,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
[#if has.middleware]
    trustProxy: (_address, hop) => hop < config.TRUSTED_PROXIES,
[/#if]
  });
  const metrics = new Metrics();
  app.setValidatorCompiler(validator);
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
[#if has.secrets]
  app.addHook('onReady', async () => services.started?.(app.log));
[/#if]
  app.addHook('onClose', () => services.close());

  await app.register(problems);
  await app.register(measured, { metrics });
[#if has.middleware]
  await app.register(protection, config);
[/#if]
  await app.register(openapi);
  await app.register(health, { ping: () => services.ping() });
  await app.register(auth, config);
  await app.register([=resource.name]Routes, {
    prefix: '[=resource.path]',
    services,
    metrics,
  });
[#if has.payments]
  if (services.payments !== undefined) {
    const { payments } = services;
    await app.register(paymentRoutes, {
      prefix: '[=resource.path]/:id/payment',
      services,
      payments,
    });
    await app.register(stripeWebhook, { prefix: '/webhooks/stripe', payments, metrics });
  }
[/#if]
  await app.register(files, { root: path.resolve(import.meta.dirname, '../public') });
  return app;
}

/** A caller's own id, so that its log and ours can be laid side by side, where it is a harmless one. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
}
