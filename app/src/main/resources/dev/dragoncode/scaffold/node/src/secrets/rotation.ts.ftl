import type { FastifyBaseLogger } from 'fastify';
import type { Login, SecretSource } from './source.js';

export interface Rotation {
  stop(): void;
}

/** Looks for a new login from time to time and has it taken; one that does not work is tried again next time. */
export function followLogin(
  source: SecretSource,
  current: Login | undefined,
  take: (login: Login) => Promise<void>,
  intervalMs: number,
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>,
): Rotation {
  let known = current;
  let busy = false;

  const look = async (): Promise<void> => {
    const login = await source.login();
    if (login === undefined || (login.username === known?.username && login.password === known.password)) {
      return;
    }
    await take(login);
    known = login;
    log.info({ event: 'database.login.rotated', login: login.username }, 'the database has another login');
  };

  const timer = setInterval(() => {
    if (busy) {
      return;
    }
    busy = true;
    look()
      .catch((error: unknown) => {
        log.warn({ event: 'database.login.kept', err: error }, 'the login of before goes on');
      })
      .finally(() => {
        busy = false;
      });
  }, intervalMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}
