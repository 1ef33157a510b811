[#assign amounts = resource.fields?filter(f -> f.kind == "decimal" && f.required)]
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { Payments, stripeClient } from '../src/payments/payments.js';
import { MemoryPaymentStore } from '../src/payments/store.js';
import { collection, login, sample, testApp } from './support.js';

const SECRET = 'whsec_of_this_test';
const stripe = stripeClient('sk_test_of_this_test', undefined);

describe('payments', () => {
  let api: Server;
  let app: FastifyInstance;
  let url: string;
  let headers: Record<string, string>;
  let calls: IncomingMessage[] = [];
  let answers: { status: number; body: object }[] = [];

  before(async () => {
    api = createServer((request, response) => {
      calls.push(request);
      const intent = { id: 'pi_1', object: 'payment_intent', status: 'requires_payment_method', client_secret: 's' };
      const { status, body } = answers.shift() ?? { status: 200, body: intent };
      request.resume().once('end', () => response.writeHead(status).end(JSON.stringify(body)));
    }).listen(0, '127.0.0.1');
    await once(api, 'listening');
    const client = stripeClient('sk_test_of_this_test', `http://127.0.0.1:${(api.address() as AddressInfo).port}`);
    app = await testApp({ services: { payments: new Payments(client, SECRET, new MemoryPaymentStore()) } });
    headers = login(app[#if has.security], 'editor'[/#if]);
    const created = await app.inject({ method: 'POST', url: collection, headers, payload: sample });
    url = `${String(created.headers.location)}/payment`;
  });

  beforeEach(() => {
    calls = [];
    answers = [];
  });

  after(async () => {
    await app.close();
    api.close();
    api.closeAllConnections();
  });

[#if amounts?has_content]
  const payload = { currency: 'eur' };
[#else]
  const payload = { amount: 1250, currency: 'eur' };
[/#if]
  const pay = (key = 'key-of-the-page') =>
    app.inject({ method: 'POST', url, headers: { ...headers, 'idempotency-key': key }, payload });

  it('are started once for each key', async () => {
    const started = await pay();
    assert.equal(started.statusCode, 201);
    const { id, amount, clientSecret } = started.json<{ id: string; amount: number; clientSecret: string }>();
[#if amounts?has_content]
    assert.deepEqual([id, amount, clientSecret], ['pi_1', Number(sample.[=amounts?first.name]) * 100, 's']);
[#else]
    assert.deepEqual([id, amount, clientSecret], ['pi_1', 1250, 's']);
[/#if]
    assert.match(String(calls[0]?.headers['idempotency-key']), /:key-of-the-page$/);
  });

  it('need a key', async () => {
    assert.equal((await app.inject({ method: 'POST', url, headers, payload })).statusCode, 400);
    assert.equal(calls.length, 0);
  });

  it('are tried again under the same key where the network fails, and not for ever', async () => {
    const broken = { status: 503, body: { error: { type: 'api_error', message: 'later' } } };
    answers = [broken, broken];
    assert.equal((await pay()).statusCode, 201);
    assert.equal(new Set(calls.map((call) => call.headers['idempotency-key'])).size, 1);
    answers = [broken, broken, broken, broken];
    assert.equal((await pay()).statusCode, 503);
    assert.equal(calls.length, 6);
  });

  it('tell the customer why a card was refused', async () => {
    answers = [{ status: 402, body: { error: { type: 'card_error', message: 'Your card was declined.' } } }];
    const refused = await pay();
    assert.equal(refused.statusCode, 402);
    assert.equal(refused.json<{ detail: string }>().detail, 'Your card was declined.');
  });

  const webhook = (event: object, secret = SECRET) => {
    const body = JSON.stringify(event);
    const signature = stripe.webhooks.generateTestHeaderString({ payload: body, secret });
    const webhookHeaders = { 'content-type': 'application/json', 'stripe-signature': signature };
    return app.inject({ method: 'POST', url: '/webhooks/stripe', headers: webhookHeaders, payload: body });
  };
  const succeeded = {
    id: 'evt_1',
    object: 'event',
    type: 'payment_intent.succeeded',
    data: { object: { id: 'pi_1', object: 'payment_intent', status: 'succeeded' } },
  };

  it('are settled once by a signed webhook, however often it comes', async () => {
    await pay();
    assert.equal((await webhook(succeeded)).statusCode, 204);
    assert.equal((await webhook(succeeded)).statusCode, 204);
    const metrics = (await app.inject('/metrics')).body;
    assert.match(metrics, /^payments_settled_total\{.*status="succeeded".*\} 1$/m);
  });

  it('are not settled by anybody else', async () => {
    assert.equal((await webhook(succeeded, 'whsec_of_somebody_else')).statusCode, 400);
    assert.equal((await app.inject({ method: 'POST', url: '/webhooks/stripe', payload: succeeded })).statusCode, 400);
  });
});
