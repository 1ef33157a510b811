import type { Config } from '../config.js';
import type { DatabaseAddress } from './database.js';
[#if has.secrets]
import type { Login } from '../secrets/source.js';
[/#if]

/** Whether the environment names a database at all. */
export function namesDatabase(config: Config): boolean {
  return config.DATABASE_URL !== undefined || config.PGHOST !== undefined;
}

[#if has.secrets]
export function databaseAddress(config: Config, login: Login | undefined): DatabaseAddress {
  if (config.DATABASE_URL === undefined) {
    return login === undefined ? {} : { user: login.username, password: login.password };
  }
  const url = new URL(config.DATABASE_URL);
  if (login !== undefined) {
    url.username = encodeURIComponent(login.username);
    url.password = encodeURIComponent(login.password);
  }
  return { connectionString: url.href };
}
[#else]
export function databaseAddress(config: Config): DatabaseAddress {
  return config.DATABASE_URL === undefined ? {} : { connectionString: config.DATABASE_URL };
}
[/#if]
