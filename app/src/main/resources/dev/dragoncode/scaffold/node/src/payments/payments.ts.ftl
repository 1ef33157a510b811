[#assign amounts = resource.fields?filter(f -> f.kind == "decimal" && f.required)]
import Stripe from 'stripe';
import type { Config } from '../config.js';
[#if has.database]
import type { Database } from '../database/database.js';
[/#if]
import { Problem } from '../problem.js';
[#if has.database]
import { MemoryPaymentStore, PostgresPaymentStore, type Payment, type PaymentStore } from './store.js';
[#else]
import { MemoryPaymentStore, type Payment, type PaymentStore } from './store.js';
[/#if]

/** One attempt; two more follow, with growing pauses. Stripe keeps what it did under a key for a day. */
const TIMEOUT_MS = 5_000;
const RETRIES = 2;

export interface StartedPayment extends Payment {
  /** What the page needs to let the customer pay. */
  clientSecret: string | null;
}

/** Takes money through Stripe and remembers what became of it. */
export class Payments {
  constructor(
    private readonly stripe: Stripe,
    private readonly webhookSecret: string | undefined,
    private readonly store: PaymentStore,
  ) {}

  /** Asks once, however often it is called with the same key. */
  async start(subjectId: string, amount: number, currency: string, key: string): Promise<StartedPayment> {
    const intent = await this.stripe.paymentIntents
      .create({ amount, currency, metadata: { subjectId } }, { idempotencyKey: `${subjectId}:${key}` })
      .catch(problemOf);
    const payment = { id: intent.id, subjectId, amount, currency, status: intent.status };
    await this.store.save(payment);
    return { ...payment, clientSecret: intent.client_secret };
  }

  /** What Stripe says in a webhook; refused where the signature is not Stripe's. */
  verify(body: Buffer, signature: string): Stripe.Event {
    if (this.webhookSecret === undefined) {
      throw new Problem(503, 'Webhooks are not configured.');
    }
    try {
      return this.stripe.webhooks.constructEvent(body, signature, this.webhookSecret);
    } catch {
      throw new Problem(400, 'The signature does not fit the message.');
    }
  }

  /** Whether this is news: Stripe sends an event again until it is sure that it arrived. */
  async settle(intent: Stripe.PaymentIntent): Promise<boolean> {
    return this.store.settle(intent.id, intent.status);
  }
}

[#if has.database]
export function connectPayments(config: Config, database: Database | undefined): Payments | undefined {
[#else]
export function connectPayments(config: Config): Payments | undefined {
[/#if]
  if (config.STRIPE_SECRET_KEY === undefined) {
    return undefined;
  }
  const stripe = stripeClient(config.STRIPE_SECRET_KEY, config.STRIPE_API_BASE);
[#if has.database]
  const store = database ? new PostgresPaymentStore(database) : new MemoryPaymentStore();
  return new Payments(stripe, config.STRIPE_WEBHOOK_SECRET, store);
[#else]
  return new Payments(stripe, config.STRIPE_WEBHOOK_SECRET, new MemoryPaymentStore());
[/#if]
}

export function stripeClient(key: string, apiBase: string | undefined): Stripe {
  const base = apiBase === undefined ? undefined : new URL(apiBase);
  return new Stripe(key, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(),
    ...(base && {
      protocol: base.protocol === 'http:' ? 'http' : 'https',
      host: base.hostname,
      port: base.port || (base.protocol === 'http:' ? 80 : 443),
    }),
  });
}

function problemOf(error: unknown): never {
  if (error instanceof Stripe.errors.StripeCardError) {
    throw new Problem(402, error.message);
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    throw new Problem(409, 'This Idempotency-Key was used for another payment.');
  }
  if (error instanceof Stripe.errors.StripeError) {
    throw new Problem(503, 'Payments cannot be taken at the moment.', { cause: error });
  }
  throw error;
}
[#if amounts?has_content]

/** The smallest unit of the currency, which Stripe counts in: 12.50 is 1250. */
export function minorUnits(amount: string): number {
  const [whole = '0', fraction = ''] = amount.split('.');
  return Number(whole + fraction.padEnd(2, '0'));
}
[/#if]
