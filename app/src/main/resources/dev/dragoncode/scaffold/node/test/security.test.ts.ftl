import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { Memory[=resource.type]Store } from '../src/[=resource.path?keep_after_last("/")]/memory-store.js';
import { FileAuditLog } from '../src/security/audit.js';
import { ROLES, type Role } from '../src/security/roles.js';
import { collection, login, sample, testApp } from './support.js';

const id = '00000000-0000-4000-8000-000000000000';

/** Each route of the API, the least role that it takes, and what it answers to that one. */
const routes = [
  { method: 'GET', url: collection, role: 'viewer', status: 200 },
  { method: 'GET', url: `${collection}/${id}`, role: 'viewer', status: 404 },
[#if has.flags]
  { method: 'GET', url: `${collection}/summary`, role: 'viewer', status: 404 },
[/#if]
  { method: 'POST', url: collection, role: 'editor', status: 201 },
  { method: 'PUT', url: `${collection}/${id}`, role: 'editor', status: 404 },
  { method: 'DELETE', url: `${collection}/${id}`, role: 'admin', status: 404 },
] as const;

describe('roles', () => {
  let app: FastifyInstance;

  before(async () => {
    app = await testApp();
  });

  after(() => app.close());

  for (const { method, url, role, status } of routes) {
    it(`${method} ${url} takes ${role} and above`, async () => {
      const payload = method === 'POST' || method === 'PUT' ? sample : undefined;
      const ask = async (...roles: Role[]) =>
        (await app.inject({ method, url, headers: login(app, ...roles), ...(payload && { payload }) })).statusCode;
      assert.equal(await ask(), 403);
      for (const each of ROLES) {
        const enough = ROLES.indexOf(each) >= ROLES.indexOf(role);
        assert.equal(await ask(each), enough ? status : 403, each);
      }
    });
  }
});

describe('the audit trail', () => {
  it('tells who changed what, and nobody else may read it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
    const file = path.join(folder, 'audit.jsonl');
    const store = new Memory[=resource.type]Store(new FileAuditLog(file));
    const app = await testApp({ services: { store } });
    const headers = login(app, 'admin');
    const created = await app.inject({ method: 'POST', url: collection, headers, payload: sample });
    const url = String(created.headers.location);
    await app.inject({ method: 'PUT', url, headers, payload: sample });
    await app.inject({ method: 'DELETE', url, headers });
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const events = lines.map((line) => JSON.parse(line) as { actor: string; action: string; object: string });
    assert.deepEqual(
      events.map(({ actor, action, object }) => [actor, action, url.endsWith(object)]),
      ['created', 'updated', 'deleted'].map((what) => ['ada', `[=resource.name].${what}`, true]),
    );
    assert.equal((await stat(file)).mode & 0o077, 0);
    await app.close();
    await rm(folder, { recursive: true });
  });

  it('lets nothing happen that it cannot write down', async () => {
    const audit = { record: () => Promise.reject(new Error('disk full')) };
    const store = new Memory[=resource.type]Store(audit);
    const app = await testApp({ services: { store } });
    const headers = login(app, 'editor');
    const created = await app.inject({ method: 'POST', url: collection, headers, payload: sample });
    assert.equal(created.statusCode, 500);
    assert.deepEqual((await app.inject({ url: collection, headers })).json(), { items: [], next: null });
    await app.close();
  });
});
