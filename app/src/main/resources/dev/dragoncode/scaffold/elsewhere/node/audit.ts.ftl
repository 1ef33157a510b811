import { closeSync, mkdirSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Who did what to which thing. Bodies stay out: the log is kept longer than they may be. */
export interface AuditEntry {
  actor: string;
  /** A method with its route. */
  action: string;
  /** What was made, or the ids in the path. */
  object: string;
  /** The status that was answered; 0 where the client had gone before. */
  outcome: number;
}

/** One JSON object a line, on the disk before it goes on. What is there is never written anew. */
export class AuditLog {
  private readonly file: string;

  /** Without a log that can be written to there is no start. */
  constructor(file: string) {
    this.file = file;
    mkdirSync(dirname(file), { recursive: true });
    closeSync(openSync(file, 'a', 0o600));
  }

  async append(entry: AuditEntry): Promise<void> {
    const line = JSON.stringify({ at: new Date().toISOString(), ...entry });
    const file = await open(this.file, 'a', 0o600);
    try {
      await file.appendFile(`${line}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}

[#if fastify]
interface AuditedRequest {
  method: string;
  params: unknown;
  routeOptions: { url?: string | undefined };
}

interface AuditedReply {
  statusCode: number;
  getHeader(name: string): unknown;
}

/** A hook for onSend: the answer leaves once the log has it, and is an error where it cannot be written. */
export function auditWrites(auditLog: AuditLog) {
  return async (request: AuditedRequest, reply: AuditedReply): Promise<void> => {
    const route = request.routeOptions.url;
    if (route === undefined || !WRITES.has(request.method)) {
      return;
    }
    const entry = {
      actor: actor(request),
      action: `${request.method} ${route}`,
      object: object(reply.getHeader('location'), request.params),
      outcome: reply.statusCode,
    };
    try {
      await auditLog.append(entry);
    } catch (error) {
      process.emitWarning(`The audit log cannot be written: ${String(error)}`);
      throw new Error('What was asked for cannot be written down.');
    }
  };
}
[#else]
interface AuditedRequest {
  method: string;
  baseUrl: string;
  path: string;
  params: unknown;
  route?: { path?: unknown } | undefined;
}

interface AuditedResponse {
  statusCode: number;
  writableFinished: boolean;
  getHeader(name: string): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** Goes before the routes. What they did is known when the answer is out, or its client is gone. */
export function auditWrites(auditLog: AuditLog) {
  return (request: AuditedRequest, response: AuditedResponse, next: () => void): void => {
    if (WRITES.has(request.method)) {
      const { path } = request;
      response.once('close', () => {
        const route = request.route === undefined ? undefined : `${request.baseUrl}${String(request.route.path)}`;
        const refused = response.statusCode === 401 || response.statusCode === 403;
        if (route === undefined && !refused) {
          return;
        }
        auditLog
          .append({
            actor: actor(request),
            action: `${request.method} ${route ?? path}`,
            object: object(response.getHeader('location'), request.params),
            outcome: response.writableFinished ? response.statusCode : 0,
          })
          .catch((error: unknown) => {
            process.emitWarning(`The audit log cannot be written: ${String(error)}`);
          });
      });
    }
    next();
  };
}
[/#if]

/** Whoever authentication put on the request. */
function actor(request: object): string {
  const { user, auth } = request as { user?: unknown; auth?: unknown };
  const who = user ?? auth;
  if (typeof who !== 'object' || who === null) {
    return typeof who === 'string' ? who : 'anonymous';
  }
  const { sub, id, username } = who as { sub?: unknown; id?: unknown; username?: unknown };
  return String(sub ?? id ?? username ?? 'unnamed');
}

function object(made: unknown, params: unknown): string {
  return typeof made === 'string' ? made : new URLSearchParams(Object.entries(params ?? {})).toString();
}
