import path from 'node:path';
import { runner } from 'node-pg-migrate';
import type { Database } from './database.js';

/** Brings the schema to what this version needs. Whoever comes while another is at it waits for him. */
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
