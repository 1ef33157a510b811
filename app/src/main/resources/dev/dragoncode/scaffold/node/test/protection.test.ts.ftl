[#assign text = resource.fields?filter(f -> f.kind == "string" || f.kind == "text")]
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clean } from '../src/protection/sanitise.js';
import { collection, login, testApp, testConfig } from './support.js';

describe('protection', () => {
  it('asks clients that come too often to wait', async () => {
    const app = await testApp({ config: testConfig({ RATE_LIMIT_MAX: '2' }) });
    const headers = login(app[#if has.security], 'viewer'[/#if]);
    const statuses = [];
    for (let i = 0; i < 3; i++) {
      statuses.push((await app.inject({ url: collection, headers })).statusCode);
    }
    assert.deepEqual(statuses, [200, 200, 429]);
    const refused = await app.inject({ url: collection, headers });
    assert.equal(refused.headers['content-type'], 'application/problem+json; charset=utf-8');
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.equal((await app.inject('/health/live')).statusCode, 200);
    await app.close();
  });

  it('takes no address for granted that a client names itself', async () => {
    const app = await testApp({ config: testConfig({ RATE_LIMIT_MAX: '1' }) });
    const from = (address: string) => app.inject({ url: collection, headers: { 'x-forwarded-for': address } });
    assert.equal((await from('203.0.113.1')).statusCode, 401);
    assert.equal((await from('203.0.113.2')).statusCode, 429);
    await app.close();
  });

  it('tells browsers what a page may do', async () => {
    const app = await testApp();
    const { headers } = await app.inject('/');
    assert.match(String(headers['content-security-policy']), /default-src 'self'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.ok(headers['strict-transport-security']);
    await app.close();
  });

  it('lets pages of named sites alone call', async () => {
    const app = await testApp({ config: testConfig({ CORS_ORIGINS: 'https://shop.example' }) });
    const allowed = async (origin: string) =>
      (await app.inject({ url: '/health/live', headers: { origin } })).headers['access-control-allow-origin'];
    assert.equal(await allowed('https://shop.example'), 'https://shop.example');
    assert.equal(await allowed('https://elsewhere.example'), undefined);
    await app.close();
  });

  it('cleans texts of what hides in them', () => {
    assert.deepEqual(clean({ a: ' x\u0000y\u202e ', b: ['\u0065\u0301'], c: 3, d: null }), {
      a: 'xy',
      b: ['\u00e9'],
      c: 3,
      d: null,
    });
  });
});
