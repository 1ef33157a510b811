import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fp from 'fastify-plugin';
import type { Config } from '../config.js';
import { clean } from './sanitise.js';

/** What stands between the network and the routes. */
export const protection = fp(async (app, config: Config) => {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
  });

  await app.register(cors, {
    origin: config.CORS_ORIGINS.split(',').filter((origin) => origin !== ''),
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: ['location', 'x-request-id'],
    maxAge: 600,
  });

  await app.register(rateLimit, {
    global: false,
    max: config.RATE_LIMIT_MAX,
    timeWindow: '1 minute',
    // Probes and scrapes come at a rate of their own.
    allowList: (request) => /^\/(health\/|metrics$)/.test(request.url),
  });
  // Before tokens are looked at, so that guessing them is limited too.
  app.addHook('onRequest', app.rateLimit());

  app.addHook('preValidation', async (request) => {
    request.body = clean(request.body);
  });
});
