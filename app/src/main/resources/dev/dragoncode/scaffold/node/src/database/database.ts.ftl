[#if has.secrets]
import { setTimeout as sleep } from 'node:timers/promises';
[/#if]
import pg from 'pg';
import { Problem } from '../problem.js';

/** How long a request waits for a connection, and a statement may run. */
const CONNECT_TIMEOUT_MS = 2_000;
const STATEMENT_TIMEOUT_MS = 5_000;
const MAX_CONNECTIONS = 10;
[#if has.secrets]
const DRAIN_INTERVAL_MS = 50;
[/#if]

/** SQL's class of values that are well formed and yet cannot be kept, such as the year 0. */
const DATA_EXCEPTION = '22';

/** A calendar day is no instant: read as one, it would move with the time zone of this machine. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (day) => day);

export type Queryable = Pick<pg.ClientBase, 'query'>;

/** Where the database is and who logs in; what is left out is taken from PGHOST and the other PG variables. */
export type DatabaseAddress = Pick<pg.PoolConfig, 'connectionString' | 'user' | 'password'>;

/** A pool of connections that tells clients of a database that is away, and nothing else about it. */
export class Database {
  private pool: pg.Pool;

  constructor(address: DatabaseAddress) {
    this.pool = openPool(address);
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.withConnection(async (client) => (await client.query<Row>(text, values)).rows);
  }

  /** All of what the work does, or nothing. */
  async transaction<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    return this.withConnection(async (client) => {
      await client.query('begin');
      try {
        const result = await work(client);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    });
  }

  async withConnection<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect().catch((cause: unknown) => {
      throw new Problem(503, 'The database cannot be reached.', { cause });
    });
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      // A statement that fails leaves a usable connection behind; anything else may not.
      client.release(!(error instanceof pg.DatabaseError || error instanceof Problem));
      if (error instanceof pg.DatabaseError && error.code?.startsWith(DATA_EXCEPTION)) {
        throw new Problem(400, 'A value is out of range.', { cause: error });
      }
      throw error;
    }
  }

  async ping(): Promise<void> {
    await this.query('select 1');
  }
[#if has.secrets]

  /** Goes on with another login. What is under way, or waits for a connection, ends with the one before. */
  async switchTo(address: DatabaseAddress): Promise<void> {
    const next = openPool(address);
    try {
      await next.query('select 1');
    } catch (error) {
      await next.end();
      throw error;
    }
    const previous = this.pool;
    this.pool = next;
    while (previous.waitingCount > 0) {
      await sleep(DRAIN_INTERVAL_MS);
    }
    await previous.end();
  }
[/#if]

  async close(): Promise<void> {
    await this.pool.end();
  }
}

function openPool(address: DatabaseAddress): pg.Pool {
  const pool = new pg.Pool({
    ...address,
    types,
    application_name: '[=project.name]',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
  });
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return pool;
}
