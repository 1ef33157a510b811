import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Type } from 'typebox';

declare module 'fastify' {
  interface FastifyInstance {
    lifecycle: { draining: boolean };
  }
}

/** A dependency that takes longer to answer than this counts as gone. */
const TIMEOUT_MS = 2_000;

const Health = Type.Object({ status: Type.Enum(['up', 'down', 'draining']) });

interface HealthOptions {
  /** Fails where what the service cannot work without does not answer. */
  ping: () => Promise<void>;
}

/** Liveness asks nothing, or an outage of the store would restart every instance; readiness does. */
export const health = fp<HealthOptions>(async (app: FastifyInstance, { ping }) => {
  app.decorate('lifecycle', { draining: false });

  app.get('/health/live', { schema: { tags: ['health'], response: { 200: Health } } }, async () => ({ status: 'up' }));

  const ready = { tags: ['health'], response: { 200: Health, 503: Health } };
  app.get('/health/ready', { schema: ready }, async (request, reply) => {
    if (app.lifecycle.draining) {
      return reply.code(503).send({ status: 'draining' });
    }
    try {
      await withTimeout(ping());
      return await reply.send({ status: 'up' });
    } catch (error) {
      request.log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'down' });
    }
  });
});

async function withTimeout(answer: Promise<void>): Promise<void> {
  const late = new AbortController();
  const timeout = sleep(TIMEOUT_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error(`No answer within ${TIMEOUT_MS} ms`);
  });
  try {
    await Promise.race([answer, timeout]);
  } finally {
    late.abort();
    timeout.catch(() => undefined);
  }
}
