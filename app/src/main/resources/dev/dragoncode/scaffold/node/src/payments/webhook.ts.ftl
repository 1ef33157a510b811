import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Metrics } from '../metrics.js';
import type { Payments } from './payments.js';

interface StripeWebhookOptions {
  payments: Payments;
  metrics: Metrics;
}

/** Hears from Stripe what became of a payment. The signature is the login here. */
export const stripeWebhook: FastifyPluginAsyncTypebox<StripeWebhookOptions> = async (app, { payments, metrics }) => {
  const settled = metrics.meter.createCounter('payments.settled', { description: 'Payments by how they ended.' });
  // It signs the bytes, not what they mean, so they must not be parsed before.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: unknown) => body);

  const headers = Type.Object({ 'stripe-signature': Type.String({ maxLength: 1000 }) });
  app.post('/', { schema: { hide: true, headers } }, async (request, reply) => {
    const event = payments.verify(request.body as Buffer, request.headers['stripe-signature']);
    if (event.type === 'payment_intent.succeeded' || event.type === 'payment_intent.payment_failed') {
      const { id, status } = event.data.object;
      if (await payments.settle(event.data.object)) {
        settled.add(1, { status });
        request.log.info({ event: 'payment.settled', paymentId: id, status }, 'payment settled');
      }
    }
    return reply.code(204).send();
  });
};
