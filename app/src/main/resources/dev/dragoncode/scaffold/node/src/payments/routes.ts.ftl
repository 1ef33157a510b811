[#assign amounts = resource.fields?filter(f -> f.kind == "decimal" && f.required)]
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { authenticate } from '../auth.js';
import { Problem, problemResponses } from '../problem.js';
[#if has.security]
import { requireRole } from '../security/roles.js';
[/#if]
import type { Services } from '../services.js';
[#if amounts?has_content]
import { minorUnits, type Payments } from './payments.js';
[#else]
import type { Payments } from './payments.js';
[/#if]

/** The most that Stripe takes, in the smallest unit. */
const MAX_AMOUNT = 99_999_999;

const Started = Type.Object({
  id: Type.String(),
  subjectId: Type.String(),
  amount: Type.Integer(),
  currency: Type.String(),
  status: Type.String(),
  clientSecret: Type.Union([Type.String(), Type.Null()]),
});

const schema = {
  tags: ['payments'],
  security: [{ bearer: [] }],
  params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  headers: Type.Object({ 'idempotency-key': Type.String({ pattern: '^[\\w-]{8,100}$' }) }),
[#if amounts?has_content]
  // Of a currency with two places, as amounts here have them.
  body: Type.Object({ currency: Type.Enum(['eur', 'usd', 'gbp', 'chf']) }, { additionalProperties: false }),
[#else]
  body: Type.Object(
    { amount: Type.Integer({ minimum: 1, maximum: MAX_AMOUNT }), currency: Type.String({ pattern: '^[a-z]{3}$' }) },
    { additionalProperties: false },
  ),
[/#if]
  response: { 201: Started, ...problemResponses },
};

interface PaymentRoutesOptions {
  services: Services;
  payments: Payments;
}

/** Pays for one [=resource.label]. */
export const paymentRoutes: FastifyPluginAsyncTypebox<PaymentRoutesOptions> = async (app, { services, payments }) => {
  app.addHook('onRequest', authenticate);

  app.post(
    '/',
    {
      schema,
[#if has.security]
      preHandler: requireRole('editor'),
[/#if]
    },
    async ({ params, headers, body }, reply) => {
      const found = await services.store.find(params.id);
      if (found === undefined) {
        throw new Problem(404, 'There is no such [=resource.label].');
      }
[#if amounts?has_content]
      const amount = minorUnits(found.[=amounts?first.name]);
      if (amount <= 0 || amount > MAX_AMOUNT) {
        throw new Problem(409, 'This amount cannot be paid.');
      }
      const key = headers['idempotency-key'];
      return reply.code(201).send(await payments.start(found.id, amount, body.currency, key));
[#else]
      const key = headers['idempotency-key'];
      return reply.code(201).send(await payments.start(found.id, body.amount, body.currency, key));
[/#if]
    },
  );
};
