[#if has.secrets]
import type { FastifyBaseLogger } from 'fastify';
[/#if]
import type { Config } from './config.js';
[#if has.database]
import { databaseAddress, namesDatabase } from './database/address.js';
import { Database } from './database/database.js';
[/#if]
[#if has.flags]
import { openFlags, type Flags } from './flags/flags.js';
[/#if]
import { Memory[=resource.type]Store } from './[=resource.path?keep_after_last("/")]/memory-store.js';
[#if has.database]
import { Postgres[=resource.type]Store } from './[=resource.path?keep_after_last("/")]/postgres-store.js';
[/#if]
import type { [=resource.type]Store } from './[=resource.path?keep_after_last("/")]/store.js';
[#if has.payments]
import { connectPayments, type Payments } from './payments/payments.js';
[/#if]
[#if has.secrets]
import { followLogin, type Rotation } from './secrets/rotation.js';
import { secretSource, type Login } from './secrets/source.js';
[/#if]
[#if has.security]
import { FileAuditLog } from './security/audit.js';
[/#if]

/** What routes work with; tests hand in their own. */
export interface Services {
  store: [=resource.type]Store;
[#if has.flags]
  flags: Flags;
[/#if]
[#if has.payments]
  /** None where no key is configured, which only local work allows. */
  payments?: Payments | undefined;
[/#if]
[#if has.secrets]
  /** Called once the service runs, with its log. */
  started?(log: FastifyBaseLogger): void;
[/#if]
  /** Fails where what the service cannot work without does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

[#if has.database]
/** Connects to what the configuration names; without a database, data lives as long as the process. */
export async function connect(config: Config): Promise<Services> {
[#if has.secrets]
  const secrets = secretSource(config);
  const login = await secrets.login();
  const database = namesDatabase(config) ? new Database(databaseAddress(config, login)) : undefined;
  const take = async (next: Login) => database?.switchTo(databaseAddress(config, next));
  let rotation: Rotation | undefined;
[#else]
  const database = namesDatabase(config) ? new Database(databaseAddress(config)) : undefined;
[/#if]
[#if has.flags]
  const flags = await openFlags(config.FLAGS_FILE);
[/#if]
  return {
[#if has.security]
    store: openStore(config, database),
[#else]
    store: openStore(database),
[/#if]
[#if has.flags]
    flags,
[/#if]
[#if has.payments]
    payments: connectPayments(config, database),
[/#if]
[#if has.secrets]
    started: (log) => {
      rotation = followLogin(secrets, login, take, config.SECRETS_REFRESH_MS, log);
    },
[/#if]
    ping: async () => database?.ping(),
    close: async () => {
[#if has.secrets]
      rotation?.stop();
[/#if]
[#if has.flags]
      await flags.close();
[/#if]
      await database?.close();
    },
  };
}

[#if has.security]
function openStore(config: Config, database: Database | undefined): [=resource.type]Store {
  if (database === undefined) {
    return new Memory[=resource.type]Store(new FileAuditLog(config.AUDIT_LOG_FILE));
  }
[#else]
function openStore(database: Database | undefined): [=resource.type]Store {
  if (database === undefined) {
    return new Memory[=resource.type]Store();
  }
[/#if]
  return new Postgres[=resource.type]Store(database);
}
[#else]
/** There is no store but the memory of this process: what it holds ends with it. */
export async function connect([#if !has.flags && !has.payments && !has.security]_[/#if]config: Config): Promise<Services> {
[#if has.flags]
  const flags = await openFlags(config.FLAGS_FILE);
[/#if]
  return {
[#if has.security]
    store: new Memory[=resource.type]Store(new FileAuditLog(config.AUDIT_LOG_FILE)),
[#else]
    store: new Memory[=resource.type]Store(),
[/#if]
[#if has.flags]
    flags,
[/#if]
[#if has.payments]
    payments: connectPayments(config),
[/#if]
    ping: async () => undefined,
[#if has.flags]
    close: () => flags.close(),
[#else]
    close: async () => undefined,
[/#if]
  };
}
[/#if]
