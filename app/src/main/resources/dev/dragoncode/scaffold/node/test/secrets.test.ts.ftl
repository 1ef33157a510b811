import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseAddress } from '../src/database/address.js';
import { followLogin } from '../src/secrets/rotation.js';
import { VaultSource, type Login } from '../src/secrets/source.js';
import { testConfig } from './support.js';

const first = { username: 'a', password: 'one' };
const second = { username: 'b', password: 'two' };

describe('a secret in Vault', () => {
  let vault: Server;
  let source: VaultSource;
  let answers: { status: number; login?: Login }[] = [];

  before(async () => {
    vault = createServer((request, response) => {
      const known = request.url === '/v1/secret/data/[=project.name]' && request.headers['x-vault-token'] === 't';
      const { status, login } = answers.shift() ?? { status: 500 };
      response.writeHead(known ? status : 403).end(JSON.stringify({ data: { data: login } }));
    }).listen(0, '127.0.0.1');
    await once(vault, 'listening');
    const address = `http://127.0.0.1:${(vault.address() as AddressInfo).port}`;
    source = new VaultSource(address, 'secret/data/[=project.name]', async () => 't');
  });

  beforeEach(() => {
    answers = [];
  });

  after(() => {
    vault.close();
    vault.closeAllConnections();
  });

  it('is read, after a stumble too', async () => {
    answers = [{ status: 503 }, { status: 200, login: first }];
    assert.deepEqual(await source.login(), first);
  });

  it('is given up after three attempts', async () => {
    await assert.rejects(source.login(), /Vault answered 500/);
  });

  it('takes the place of the login in an address', () => {
    const config = testConfig({ DATABASE_URL: 'postgresql://old:old@db.example:5432/app' });
    const { connectionString } = databaseAddress(config, { username: 'b', password: 'p@ss/word' });
    assert.equal(connectionString, 'postgresql://b:p%40ss%2Fword@db.example:5432/app');
  });

  it('is taken once it has changed, and again where that failed', async () => {
    answers = [first, first, second, second].map((login) => ({ status: 200, login }));
    const taken: Login[] = [];
    const warnings: unknown[] = [];
    const rotation = followLogin(
      source,
      first,
      async (login) => {
        taken.push(login);
        if (taken.length === 1) {
          throw new Error('not yet');
        }
      },
      10,
      { info: () => undefined, warn: (...line: unknown[]) => warnings.push(line) },
    );
    const deadline = Date.now() + 3_000;
    while (taken.length < 2 && Date.now() < deadline) {
      await sleep(10);
    }
    rotation.stop();
    assert.deepEqual(taken, [second, second]);
    assert.equal(warnings.length, 1);
  });
});
