import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../src/config.js';

describe('the configuration', () => {
  it('has defaults for local work', () => {
    const config = loadConfig({ LOCAL_AUTH: '1', PORT: '' });
    assert.equal(config.PORT, [=stack.port]);
    assert.equal(config.HOST, '127.0.0.1');
  });

  it('names each setting that is wrong', () => {
    assert.throws(() => loadConfig({ LOCAL_AUTH: '1', PORT: 'many', LOG_LEVEL: 'loud' }), /PORT .*\n.*LOG_LEVEL/);
  });

  it('asks for an issuer of tokens', () => {
    assert.throws(() => loadConfig({}), /OIDC_ISSUER/);
  });

  it('keeps local tokens out of production', () => {
    assert.throws(() => loadConfig({ NODE_ENV: 'production', LOCAL_AUTH: '1' }), /LOCAL_AUTH must not be set/);
  });
[#if has.database]

  it('keeps the store in memory out of production', () => {
    const env = { NODE_ENV: 'production', OIDC_ISSUER: 'https://issuer.example' };
    assert.throws(() => loadConfig(env), /DATABASE_URL or PGHOST must be set/);
  });
[/#if]
[#if has.payments]

  it('asks for the keys of payments in production', () => {
    const env = { NODE_ENV: 'production', OIDC_ISSUER: 'https://issuer.example' };
    assert.throws(() => loadConfig(env), /STRIPE_SECRET_KEY/);
  });
[/#if]
});
