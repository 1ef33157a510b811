import { generateKeyPairSync } from 'node:crypto';
import jwt, { type TokenOrHeader } from '@fastify/jwt';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { JWTHeaderParameters } from 'jose';
import { Type } from 'typebox';
import type { Config } from './config.js';
import { Issuer } from './issuer.js';
import { Problem } from './problem.js';
[#if has.security]
import { ROLES } from './security/roles.js';
[/#if]

interface Claims {
  sub: string;
[#if has.security]
  roles?: string[];
[/#if]
}

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: Claims;
    user: Claims;
  }
}

const LOCAL_ISSUER = '[=project.name]-local';
const LOCAL_TOKEN_LIFETIME = '1h';

/** Takes the tokens of the configured issuer; without one, tokens that this process signs itself. */
export const auth = fp(async (app: FastifyInstance, config: Config) => {
  if (config.OIDC_ISSUER !== undefined) {
    await trustIssuer(app, config.OIDC_ISSUER, config.OIDC_AUDIENCE);
  } else {
    await signLocally(app);
  }
});

/** Lets a request through that carries a valid token. */
export async function authenticate(request: FastifyRequest): Promise<void> {
  try {
    await request.jwtVerify();
  } catch (error) {
    if (error instanceof Problem) {
      throw error;
    }
    request.log.info({ reason: error instanceof Error ? error.message : error }, 'token refused');
    throw new Problem(401, 'A valid token is needed.');
  }
}

async function trustIssuer(app: FastifyInstance, url: string, audience: string | undefined): Promise<void> {
  const issuer = new Issuer(url);
  await app.register(jwt, {
    decode: { complete: true },
    secret: async (_request: FastifyRequest, token: TokenOrHeader) => {
      const header: unknown = 'header' in token ? token.header : token;
      return issuer.publicKey(header as JWTHeaderParameters);
    },
    verify: {
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      allowedIss: url,
      requiredClaims: ['exp', 'sub'],
      ...(audience !== undefined && { allowedAud: audience }),
    },
  });
}

/** The key lives as long as the process, and nobody else has it. */
async function signLocally(app: FastifyInstance): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await app.register(jwt, {
    secret: { private: privateKey, public: publicKey },
    sign: { algorithm: 'ES256', iss: LOCAL_ISSUER, expiresIn: LOCAL_TOKEN_LIFETIME },
    verify: { algorithms: ['ES256'], allowedIss: LOCAL_ISSUER },
  });
  const schema = { tags: ['local'], response: { 200: Type.Object({ token: Type.String() }) } };
  app.post('/dev/token', { schema }, async () => ({
[#if has.security]
    token: app.jwt.sign({ sub: 'local-developer', roles: [...ROLES] }),
[#else]
    token: app.jwt.sign({ sub: 'local-developer' }),
[/#if]
  }));
}
