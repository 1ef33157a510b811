[#if has.database]
import type { Database } from '../database/database.js';

[/#if]
export interface Payment {
  /** Stripe's id of the payment intent. */
  id: string;
  /** What is paid for. */
  subjectId: string;
  /** In the smallest unit of the currency. */
  amount: number;
  currency: string;
  status: string;
}

/** Remembers payments and what became of them. */
export interface PaymentStore {
  /** Keeps a new payment; one that is known already stays as it is. */
  save(payment: Payment): Promise<void>;
  /** Whether the payment is known and had another status before. */
  settle(id: string, status: string): Promise<boolean>;
}

/** For tests and for work without a database. */
export class MemoryPaymentStore implements PaymentStore {
  private readonly payments = new Map<string, Payment>();

  async save(payment: Payment): Promise<void> {
    if (!this.payments.has(payment.id)) {
      this.payments.set(payment.id, { ...payment });
    }
  }

  async settle(id: string, status: string): Promise<boolean> {
    const payment = this.payments.get(id);
    if (payment === undefined || payment.status === status) {
      return false;
    }
    payment.status = status;
    return true;
  }
}
[#if has.database]

export class PostgresPaymentStore implements PaymentStore {
  constructor(private readonly database: Database) {}

  async save({ id, subjectId, amount, currency, status }: Payment): Promise<void> {
    await this.database.query(
      `insert into "payments" ("id", "subject_id", "amount", "currency", "status")
       values ($1, $2, $3, $4, $5) on conflict ("id") do nothing`,
      [id, subjectId, amount, currency, status],
    );
  }

  async settle(id: string, status: string): Promise<boolean> {
    const changed = await this.database.query(
      `update "payments" set "status" = $2, "updated_at" = now()
       where "id" = $1 and "status" <> $2 returning "id"`,
      [id, status],
    );
    return changed.length === 1;
  }
}
[/#if]
