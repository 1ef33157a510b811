[#assign all][#if has.security], 'editor'[/#if][/#assign]
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collection, login, sample, testApp } from './support.js';

describe('the service', () => {
  it('is alive, and ready only while its store answers', async () => {
    const app = await testApp({ services: { ping: () => Promise.reject(new Error('gone')) } });
    assert.equal((await app.inject('/health/live')).statusCode, 200);
    assert.equal((await app.inject('/health/ready')).statusCode, 503);
    await app.close();
  });

  it('takes no new traffic while it drains', async () => {
    const app = await testApp();
    assert.equal((await app.inject('/health/ready')).statusCode, 200);
    app.lifecycle.draining = true;
    assert.equal((await app.inject('/health/ready')).statusCode, 503);
    await app.close();
  });

  it('counts what the goal names, and requests by route and status', async () => {
    const app = await testApp();
    await app.inject({ method: 'POST', url: collection, headers: login(app[=all]), payload: sample });
    await app.inject(collection);
    const metrics = (await app.inject('/metrics')).body;
    assert.match(metrics, /^[=resource.table][=stack.goalCounterSuffix](\{.*\})? 1/m);
    assert.match(metrics, /^[=stack.requestsTotal]\{.*[=stack.statusLabel]="401".*\} 1/m);
    assert.match(metrics, /^[=stack.latencyBucket]\{.*le="0.25".*\} 1/m);
    assert.match(metrics, /^[=stack.memoryMetric](\{.*\})? \d{7,}/m);
    await app.close();
  });

  it('hides what broke inside', async () => {
    const app = await testApp({ services: { store: undefined as never } });
    const response = await app.inject({ url: collection, headers: login(app[#if has.security], 'viewer'[/#if]) });
    assert.equal(response.statusCode, 500);
    assert.deepEqual(response.json(), {
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      requestId: response.headers['x-request-id'],
    });
    await app.close();
  });

  it("keeps a caller's request id where it is harmless", async () => {
    const app = await testApp();
    const given = await app.inject({ url: '/health/live', headers: { 'x-request-id': 'abc-1' } });
    assert.equal(given.headers['x-request-id'], 'abc-1');
    const odd = await app.inject({ url: '/health/live', headers: { 'x-request-id': '"><script>' } });
    assert.match(String(odd.headers['x-request-id']), /^[\w-]{36}$/);
    await app.close();
  });

  it('describes its routes', async () => {
    const app = await testApp();
    const contract = (await app.inject('/openapi.json')).json<{ paths: Record<string, object> }>();
    const methods = Object.keys(contract.paths[`${collection}/{id}`] ?? {});
    assert.deepEqual(methods.sort(), ['delete', 'get', 'put']);
    await app.close();
  });

  it('serves the demo page', async () => {
    const app = await testApp();
    const page = await app.inject('/');
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /<title>[=project.title]<\/title>/);
    await app.close();
  });
});
