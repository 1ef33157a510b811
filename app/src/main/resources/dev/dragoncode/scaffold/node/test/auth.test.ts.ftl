import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { collection, testApp, testConfig } from './support.js';

describe('tokens of an issuer', () => {
  let issuer: Server;
  let url: string;
  let key: CryptoKey;
  let app: FastifyInstance;

  before(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    key = privateKey;
    issuer = createServer((request, response) => {
      const keys = { keys: [{ ...jwk, kid: 'k1', alg: 'RS256', use: 'sig' }] };
      const discovery = { issuer: url, jwks_uri: `${url}/keys` };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url === '/keys' ? keys : discovery));
    }).listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    app = await testApp({ config: testConfig({ LOCAL_AUTH: '', OIDC_ISSUER: url, OIDC_AUDIENCE: 'shop' }) });
  });

  after(async () => {
    await app.close();
    issuer.close();
    issuer.closeAllConnections();
  });

  interface Token {
    iss?: string;
    aud?: string;
    expires?: string;
    kid?: string;
  }

  async function status(given: Token, signer = key): Promise<number> {
    const { iss = url, aud = 'shop', expires = '5m', kid = 'k1' } = given;
    const token = await new SignJWT({ roles: ['viewer'] })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setSubject('ada')
      .setIssuer(iss)
      .setAudience(aud)
      .setExpirationTime(expires)
      .sign(signer);
    const headers = { authorization: `Bearer ${token}` };
    return (await app.inject({ url: collection, headers })).statusCode;
  }

  it('are taken', async () => {
    assert.equal(await status({}), 200);
  });

  it('are refused when they are old, or meant for others, or made by others', async () => {
    const { privateKey: foreign } = await generateKeyPair('RS256');
    assert.equal(await status({ expires: '-1m' }), 401);
    assert.equal(await status({ aud: 'elsewhere' }), 401);
    assert.equal(await status({ iss: 'https://elsewhere.example' }), 401);
    assert.equal(await status({}, foreign), 401);
    assert.equal(await status({ kid: 'k2' }), 401);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`;
    const headers = { authorization: `Bearer ${unsigned}` };
    assert.equal((await app.inject({ url: collection, headers })).statusCode, 401);
  });

  it('leave no room for tokens of the service itself', async () => {
    assert.equal((await app.inject({ method: 'POST', url: '/dev/token' })).statusCode, 404);
  });
});

describe('an issuer that is away', () => {
  it('is no fault of the client', async () => {
    const app = await testApp({ config: testConfig({ LOCAL_AUTH: '', OIDC_ISSUER: 'http://127.0.0.1:9' }) });
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey);
    const headers = { authorization: `Bearer ${token}` };
    assert.equal((await app.inject({ url: collection, headers })).statusCode, 503);
    assert.equal((await app.inject({ url: collection, headers: { authorization: 'Bearer x' } })).statusCode, 401);
    await app.close();
  });
});

describe('local tokens', () => {
  it('let the demo page in', async () => {
    const app = await testApp();
    const { token } = (await app.inject({ method: 'POST', url: '/dev/token' })).json<{ token: string }>();
    const headers = { authorization: `Bearer ${token}` };
    assert.equal((await app.inject({ url: collection, headers })).statusCode, 200);
    await app.close();
  });
});
