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
    console.info(JSON.stringify({ event: 'database.login.rotated', username: login.username }));
  };

  const timer = setInterval(() => {
    if (busy) {
      return;
    }
    busy = true;
    look()
      .catch((error: unknown) => {
        console.warn(JSON.stringify({ event: 'database.login.kept', reason: String(error) }));
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
