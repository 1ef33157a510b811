import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
[#if has.telemetry]
import { stopTracing } from './telemetry/tracing.js';
[/#if]

/** Requests that take longer than this after a stop was asked for are cut off. */
const DEADLINE_MS = 20_000;

/** Ends the process in order: no new traffic, then the requests under way, then stores. */
export function stopOnSignal(app: FastifyInstance, drainMs: number): void {
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    app.log.info({ signal }, 'stopping');
    app.lifecycle.draining = true;
    await sleep(drainMs);
    setTimeout(() => process.exit(1), DEADLINE_MS).unref();
    await app.close();
[#if has.telemetry]
    await stopTracing();
[/#if]
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
