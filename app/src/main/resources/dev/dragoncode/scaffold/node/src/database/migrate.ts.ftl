/** Brings the database's schema to what this version needs; run before the service starts. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import { loadConfig } from '../config.js';
[#if has.secrets]
import { secretSource } from '../secrets/source.js';
[/#if]
import { databaseAddress, namesDatabase } from './address.js';
import { Database } from './database.js';

export async function migrate(database: Database): Promise<void> {
  await database.withConnection(async (dbClient) => {
    // One step may take longer than a request's statement.
    await dbClient.query('set statement_timeout = 0');
    await runner({
      dbClient,
      dir: path.resolve(import.meta.dirname, '../../migrations'),
      direction: 'up',
      migrationsTable: 'schema_migrations',
      singleTransaction: true,
      advisoryLockMode: 'wait',
      log: () => undefined,
    });
    await dbClient.query('reset statement_timeout');
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const config = loadConfig({ ...process.env, LOCAL_AUTH: '1', NODE_ENV: 'development' });
  if (!namesDatabase(config)) {
    throw new Error('Neither DATABASE_URL nor PGHOST says which database.');
  }
[#if has.secrets]
  const database = new Database(databaseAddress(config, await secretSource(config).login()));
[#else]
  const database = new Database(databaseAddress(config));
[/#if]
  await migrate(database);
  await database.close();
}
