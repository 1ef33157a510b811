import { KeyObject, type webcrypto } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTHeaderParameters, type JWTVerifyGetKey } from 'jose';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from './problem.js';

const TIMEOUT_MS = 5_000;

const Discovery = Type.Object({ issuer: Type.String(), jwks_uri: Type.String() });

/** Finds an issuer's public keys by OpenID Connect discovery, and again where it has new ones. */
export class Issuer {
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly url: string) {}

  /** The key that this header names, as PEM. */
  async publicKey(header: JWTHeaderParameters): Promise<string> {
    const key = await this.find(header);
    const exported = KeyObject.from(key as webcrypto.CryptoKey).export({ type: 'spki', format: 'pem' });
    return exported.toString();
  }

  private async find(header: JWTHeaderParameters): Promise<Awaited<ReturnType<JWTVerifyGetKey>>> {
    this.keys ??= this.discover();
    try {
      const keyOf = await this.keys;
      return await keyOf(header, { payload: '', signature: '' });
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey) {
        throw cause;
      }
      this.keys = undefined;
      throw new Problem(503, 'The issuer of tokens cannot be reached.', { cause });
    }
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const location = `${this.url.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(location, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const found: unknown = await response.json();
    if (!response.ok || !Value.Check(Discovery, found) || found.issuer !== this.url) {
      throw new Error(`${location} does not describe the issuer ${this.url}`);
    }
    return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: TIMEOUT_MS });
  }
}
