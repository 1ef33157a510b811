[#assign personal = resource.fields?filter(f -> ["string", "text", "email"]?seq_contains(f.kind))]
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { trace } from '@opentelemetry/api';
import { pino } from 'pino';
import { loggerOptions } from '../src/telemetry/logging.js';
import { stopTracing } from '../src/telemetry/tracing.js';
import { collection, login, sample, testApp, testConfig } from './support.js';

interface Line {
  level: string;
  msg: string;
  event?: string;
  trace_id?: string;
  status?: number;
  reqId?: string;
}

/** A log that a test can read, line by line. */
function memory(): { write: (line: string) => void; lines: () => Line[]; text: () => string } {
  const written: string[] = [];
  return {
    write: (line) => written.push(line),
    lines: () => written.map((line) => JSON.parse(line) as Line),
    text: () => written.join(''),
  };
}

describe('telemetry', () => {
  after(stopTracing);

  it('ties the lines of a request to its trace, its id, and the trace of the caller', async () => {
    const log = memory();
    const app = await testApp({ config: testConfig({ LOG_LEVEL: 'info' }), log });
    const caller = '0af7651916cd43dd8448eb211c80319c';
    const headers = { ...login(app[#if has.security], 'editor'[/#if]), traceparent: `00-${caller}-b7ad6b7169203331-01` };
    const created = await app.inject({ method: 'POST', url: collection, headers, payload: sample });
    await app.close();
    const business = log.lines().find(({ event }) => event === '[=resource.name].created');
    const request = log.lines().find(({ msg }) => msg === 'request');
    assert.equal(business?.trace_id, caller);
    assert.equal(request?.trace_id, caller);
    assert.equal(request.status, 201);
    assert.equal(request.reqId, created.headers['x-request-id']);
  });

  it('writes nothing of who somebody is', async () => {
    const log = memory();
    const app = await testApp({ config: testConfig({ LOG_LEVEL: 'trace' }), log });
    const headers = login(app[#if has.security], 'editor'[/#if]);
    await app.inject({ method: 'POST', url: collection, headers, payload: sample });
    app.log.info({ [=resource.name]: sample, request: { headers } }, 'careless');
    await app.close();
    assert.match(log.text(), /careless/);
    assert.doesNotMatch(log.text(), /Bearer/);
[#list personal as f]
    assert.ok(!log.text().includes(sample.[=f.name]), '[=f.name]');
[/#list]
  });

  it('keeps the details of an error that hold data out', () => {
    const log = memory();
    const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(ada@example.com)' });
    pino(loggerOptions('info'), log).error({ err: error });
    assert.match(log.text(), /23505/);
    assert.doesNotMatch(log.text(), /ada@example/);
  });

  it('makes spans', () => {
    const span = trace.getTracer('test').startSpan('anything');
    assert.ok(span.isRecording());
    span.end();
  });
});
