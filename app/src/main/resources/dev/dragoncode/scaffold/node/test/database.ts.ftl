import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Database } from '../src/database/database.js';
import { migrate } from '../src/database/migrations.js';

const url = process.env['DATABASE_URL'];
const named = url !== undefined || process.env['PGHOST'] !== undefined;
const ci = process.env['GITHUB_ACTIONS'] !== undefined || process.env['GITLAB_CI'] !== undefined;

/** Why tests that need PostgreSQL are left out, or false: in CI they never are. */
export const withoutDatabase =
  !named && !ci && 'needs PostgreSQL: start it with `dragoncode up`, and run this in `dragoncode env`';

export interface TestDatabase {
  database: Database;
  /** The address of this database for somebody. */
  address(user?: string, password?: string): { connectionString: string };
  drop(): Promise<void>;
}

/** A database of its own beside the one that the environment names, with the schema of this version. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client(url === undefined ? {} : { connectionString: url });
  await admin.connect();
  await admin.query(`create database "${name}"`);
  const address = (user = admin.user ?? '', password = admin.password ?? ''): { connectionString: string } => {
    const parts = new URL('postgresql://localhost');
    parts.hostname = admin.host;
    parts.port = String(admin.port);
    parts.username = encodeURIComponent(user);
    parts.password = encodeURIComponent(password);
    parts.pathname = name;
    return { connectionString: parts.href };
  };
  const database = new Database(address());
  await migrate(database);
  return {
    database,
    address,
    drop: async () => {
      await database.close();
      await admin.query(`drop database "${name}" with (force)`);
      await admin.end();
    },
  };
}
