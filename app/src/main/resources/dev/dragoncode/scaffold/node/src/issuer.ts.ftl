import { KeyObject, type webcrypto } from 'node:crypto';
import { createRemoteJWKSet, type JWTHeaderParameters, type JWTVerifyGetKey } from 'jose';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

const TIMEOUT_MS = 5_000;

const Discovery = Type.Object({ issuer: Type.String(), jwks_uri: Type.String() });

/** Finds an issuer's public keys by OpenID Connect discovery, and again where it has new ones. */
export class Issuer {
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly url: string) {}

  /** The key that this header names, as PEM. */
  async publicKey(header: JWTHeaderParameters): Promise<string> {
    this.keys ??= this.discover().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    const key = await (await this.keys)(header, { payload: '', signature: '' });
    const exported = KeyObject.from(key as webcrypto.CryptoKey).export({ type: 'spki', format: 'pem' });
    return exported.toString();
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
