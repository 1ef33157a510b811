import { appendFile } from 'node:fs/promises';
import { trace } from '@opentelemetry/api';
[#if has.database]
import type { Queryable } from '../database/database.js';
[/#if]

/** Who did what to which thing. Values stay out: the trail is kept longer than they may be. */
export interface AuditEvent {
  actor: string;
  action: string;
  object: string;
}

/** Keeps what was done. Where it cannot be written down, it must not be done. */
export interface AuditLog {
  record(event: AuditEvent): Promise<void>;
}

/** One JSON object a line, on the disk before the change is made. */
export class FileAuditLog implements AuditLog {
  constructor(private readonly file: string) {}

  async record(event: AuditEvent): Promise<void> {
    const line = JSON.stringify({ at: new Date().toISOString(), ...event, traceId: traceId() });
    await appendFile(this.file, `${line}\n`, { mode: 0o600, flush: true });
  }
}
[#if has.database]

/** A row in the transaction of the change itself: there is never one without the other. */
export class PostgresAuditLog implements AuditLog {
  constructor(private readonly client: Queryable) {}

  async record({ actor, action, object }: AuditEvent): Promise<void> {
    await this.client.query(
      'insert into "audit_events" ("actor", "action", "object", "trace_id") values ($1, $2, $3, $4)',
      [actor, action, object, traceId() ?? null],
    );
  }
}
[/#if]

function traceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}
