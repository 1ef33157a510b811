import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.js';
[#if has.database]
import { Postgres[=resource.type]Store } from '../src/[=resource.path?keep_after_last("/")]/postgres-store.js';
import { testDatabase, withoutDatabase, type TestDatabase } from './database.js';
[/#if]
[#if has.payments]
import { Payments, stripeClient } from '../src/payments/payments.js';
import { MemoryPaymentStore } from '../src/payments/store.js';
[/#if]
import { collection, other, sample, testApp, testConfig, testServices } from './support.js';

/** The whole service, asked over the network as its users ask it. */
[#if has.database]
describe('the service on PostgreSQL', { skip: withoutDatabase }, () => {
  let test: TestDatabase;
[#else]
describe('the service over HTTP', () => {
[/#if]
  let app: FastifyInstance;
  let base: string;
  let headers: Record<string, string>;

  before(async () => {
[#if has.database]
    test = await testDatabase();
    const store = new Postgres[=resource.type]Store(test.database);
    app = await buildApp(testConfig(), testServices({ store, ping: () => test.database.ping() }));
[#else]
    app = await buildApp(testConfig(), testServices());
[/#if]
    base = await app.listen({ host: '127.0.0.1', port: 0 });
    const response = await fetch(`${base}/dev/token`, { method: 'POST' });
    const { token } = (await response.json()) as { token: string };
    headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  });

  after(async () => {
    await app.close();
[#if has.database]
    await test.drop();
[/#if]
  });

  it('keeps, changes and forgets', async () => {
    const body = JSON.stringify(sample);
    const created = await fetch(`${base}${collection}`, { method: 'POST', headers, body });
    assert.equal(created.status, 201);
    const url = `${base}${String(created.headers.get('location'))}`;
    assert.deepEqual(await (await fetch(url, { headers })).json(), await created.json());
    const changed = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(other) });
    assert.equal(changed.status, 200);
    const bare = { authorization: String(headers['authorization']) };
    assert.equal((await fetch(url, { method: 'DELETE', headers: bare })).status, 204);
    assert.equal((await fetch(url, { headers })).status, 404);
  });

  it('is ready', async () => {
    assert.equal((await fetch(`${base}/health/ready`)).status, 200);
  });
[#if has.database]

  it('is not ready while the database is away, yet alive, and says so', async () => {
    const away = await testDatabase();
    const store = new Postgres[=resource.type]Store(away.database);
    const cut = await buildApp(testConfig(), testServices({ store, ping: () => away.database.ping() }));
    await away.drop();
    const authorization = `Bearer ${cut.jwt.sign({ sub: 'ada'[#if has.security], roles: ['admin'][/#if] })}`;
    assert.equal((await cut.inject('/health/ready')).statusCode, 503);
    assert.equal((await cut.inject('/health/live')).statusCode, 200);
    assert.equal((await cut.inject({ url: collection, headers: { authorization } })).statusCode, 503);
    await cut.close();
  });
[/#if]
});

const issuer = process.env['OIDC_ISSUER'];
const withoutIssuer = issuer === undefined && 'needs an issuer: `dragoncode up` starts one, `dragoncode env` names it';

describe('tokens of a running issuer', { skip: withoutIssuer }, () => {
  it('are taken', async () => {
    const app = await testApp({ config: testConfig({ LOCAL_AUTH: '', OIDC_ISSUER: issuer }) });
    const login = `${process.env['OIDC_CLIENT_ID'] ?? 'dragoncode'}:${process.env['OIDC_CLIENT_SECRET'] ?? 'dragoncode'}`;
    const response = await fetch(`${String(issuer)}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(login).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'openid' }),
    });
    const { access_token } = (await response.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
[#if has.security]
    // It is known who asks, and that he has no role.
    assert.equal((await app.inject({ url: collection, headers })).statusCode, 403);
[#else]
    assert.equal((await app.inject({ url: collection, headers })).statusCode, 200);
[/#if]
    await app.close();
  });
});
[#if has.payments]

const { STRIPE_API_BASE, STRIPE_SECRET_KEY } = testConfig({
  STRIPE_API_BASE: process.env['STRIPE_API_BASE'],
  STRIPE_SECRET_KEY: process.env['STRIPE_SECRET_KEY'],
});
const withoutStripe = STRIPE_API_BASE === undefined && 'needs the fake of Stripe: `dragoncode up` starts it';

describe('payments at the fake of Stripe', { skip: withoutStripe }, () => {
  it('are one, however often a page sends the same', async () => {
    const stripe = stripeClient(STRIPE_SECRET_KEY ?? 'sk_test', STRIPE_API_BASE);
    const payments = new Payments(stripe, undefined, new MemoryPaymentStore());
    const key = `test-${process.pid}-${Date.now()}`;
    const first = await payments.start('order-1', 1250, 'eur', key);
    const second = await payments.start('order-1', 1250, 'eur', key);
    assert.equal(first.id, second.id);
    assert.equal(first.amount, 1250);
    assert.ok(first.clientSecret);
  });
});
[/#if]
