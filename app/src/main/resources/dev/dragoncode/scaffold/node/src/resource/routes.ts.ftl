[#import "/node/layout.ftl" as layout]
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { authenticate } from '../auth.js';
import type { Metrics } from '../metrics.js';
import { Problem, problemResponses } from '../problem.js';
[#if has.security]
import { requireRole } from '../security/roles.js';
[/#if]
import type { Services } from '../services.js';
import { [=resource.type]Events } from './events.js';
import { [=resource.type], [=resource.type]Input } from './model.js';

const MAX_PAGE = 100;

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const PageQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: 20 }),
  after: Type.Optional(Type.String({ format: 'uuid' })),
});
const PageBody = Type.Object({
  items: Type.Array([=resource.type]),
  next: Type.Union([Type.String(), Type.Null()]),
});

interface RoutesOptions {
  services: Services;
  metrics: Metrics;
}

export const [=resource.name]Routes: FastifyPluginAsyncTypebox<RoutesOptions> = async (app, options) => {
[#if has.flags]
  const { store, flags } = options.services;
[#else]
  const { store } = options.services;
[/#if]
  const events = new [=resource.type]Events(options.metrics);
  const api = { tags: ['[=resource.labels]'], security: [{ bearer: [] }] };
  app.addHook('onRequest', authenticate);

  app.post(
    '/',
    {
[=layout.fit(
  "      schema: { ...api, body: " + resource.type + "Input, response: { 201: " + resource.type + ", ...problemResponses } },",
  "      schema: {\n        ...api,\n        body: " + resource.type + "Input,\n        response: { 201: " + resource.type + ", ...problemResponses },\n      },"
)]
[#if has.security]
      preHandler: requireRole('editor'),
[/#if]
    },
    async (request, reply) => {
[#if has.security]
      const created = await store.create(request.body, request.user.sub);
[#else]
      const created = await store.create(request.body);
[/#if]
[#if has.telemetry]
      events.recordCreated(request.log, created);
[#else]
      events.recordCreated();
[/#if]
      return reply.code(201).header('location', `[=resource.path]/${created.id}`).send(created);
    },
  );

  app.get(
    '/',
    {
      schema: { ...api, querystring: PageQuery, response: { 200: PageBody, ...problemResponses } },
[#if has.security]
      preHandler: requireRole('viewer'),
[/#if]
    },
    async (request) => store.list(request.query),
  );
[#if has.flags]

  app.get(
    '/summary',
    {
      schema: { ...api, response: { 200: Type.Object({ total: Type.Integer() }), ...problemResponses } },
[#if has.security]
      preHandler: requireRole('viewer'),
[/#if]
    },
    async (request) => {
      if (!(await flags.isOn('[=resource.file]-summary', request.user.sub))) {
        throw new Problem(404, 'There is no summary.');
      }
      return { total: await store.count() };
    },
  );
[/#if]

  app.get(
    '/:id',
    {
      schema: { ...api, params: ById, response: { 200: [=resource.type], ...problemResponses } },
[#if has.security]
      preHandler: requireRole('viewer'),
[/#if]
    },
    async (request) => (await store.find(request.params.id)) ?? missing(),
  );

  app.put(
    '/:id',
    {
[=layout.fit(
  "      schema: { ...api, params: ById, body: " + resource.type + "Input, response: { 200: " + resource.type + ", ...problemResponses } },",
  "      schema: {\n        ...api,\n        params: ById,\n        body: " + resource.type + "Input,\n        response: { 200: " + resource.type + ", ...problemResponses },\n      },"
)]
[#if has.security]
      preHandler: requireRole('editor'),
[/#if]
    },
[#if has.security]
    async ({ params, body, user }) => (await store.update(params.id, body, user.sub)) ?? missing(),
[#else]
    async ({ params, body }) => (await store.update(params.id, body)) ?? missing(),
[/#if]
  );

  app.delete(
    '/:id',
    {
      schema: { ...api, params: ById, response: { 204: Type.Null(), ...problemResponses } },
[#if has.security]
      preHandler: requireRole('admin'),
[/#if]
    },
    async (request, reply) => {
[#if has.security]
      const deleted = await store.delete(request.params.id, request.user.sub);
[#else]
      const deleted = await store.delete(request.params.id);
[/#if]
      return deleted ? reply.code(204).send(null) : missing();
    },
  );
};

function missing(): never {
  throw new Problem(404, 'There is no such [=resource.label].');
}
