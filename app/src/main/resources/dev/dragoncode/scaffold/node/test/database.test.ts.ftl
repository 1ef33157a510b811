import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
[#if has.secrets]
import { setTimeout as sleep } from 'node:timers/promises';
[/#if]
[#if has.secrets]
import { Database } from '../src/database/database.js';
[/#if]
import { migrate } from '../src/database/migrations.js';
import { Postgres[=resource.type]Store } from '../src/[=resource.path?keep_after_last("/")]/postgres-store.js';
[#if has.payments]
import { PostgresPaymentStore } from '../src/payments/store.js';
[/#if]
import { testDatabase, withoutDatabase, type TestDatabase } from './database.js';
import { other, sample } from './support.js';

const nobody = '00000000-0000-4000-8000-000000000000';

describe('the store in PostgreSQL', { skip: withoutDatabase }, () => {
  let test: TestDatabase;
  let store: Postgres[=resource.type]Store;

  before(async () => {
    test = await testDatabase();
    store = new Postgres[=resource.type]Store(test.database);
  });

  after(() => test.drop());

  it('gives back what it was given', async () => {
    const created = await store.create(sample[#if has.security], 'ada'[/#if]);
    assert.deepEqual(await store.find(created.id), created);
    const required = {
[#list resource.fields?filter(f -> f.required) as f]
      [=f.name]: sample.[=f.name],
[/#list]
    };
    const least = await store.create(required[#if has.security], 'ada'[/#if]);
    assert.deepEqual(await store.find(least.id), least);
    assert.equal(await store.find(nobody), undefined);
  });

  it('changes and deletes', async () => {
    const { id, createdAt } = await store.create(sample[#if has.security], 'ada'[/#if]);
    const updated = await store.update(id, other[#if has.security], 'ada'[/#if]);
    assert.equal(updated?.createdAt, createdAt);
    assert.deepEqual(await store.find(id), updated);
    assert.equal(await store.update(nobody, other[#if has.security], 'ada'[/#if]), undefined);
    assert.equal(await store.delete(id[#if has.security], 'ada'[/#if]), true);
    assert.equal(await store.delete(id[#if has.security], 'ada'[/#if]), false);
  });

  it('pages through all of it, newest first', async () => {
    for (let i = 0; i < 5; i++) {
      await store.create(sample[#if has.security], 'ada'[/#if]);
    }
    const seen: string[] = [];
    let page = await store.list({ limit: 2 });
    seen.push(...page.items.map(({ id }) => id));
    while (page.next !== null) {
      page = await store.list({ limit: 2, after: page.next });
      seen.push(...page.items.map(({ id }) => id));
    }
    const all = await store.list({ limit: 100 });
    assert.deepEqual(
      seen,
      all.items.map(({ id }) => id),
    );
    assert.equal(new Set(seen).size, seen.length);
[#if has.flags]
    assert.equal(await store.count(), seen.length);
[/#if]
  });

  it('is migrated once, however many start at the same time', async () => {
    await Promise.all([migrate(test.database), migrate(test.database), migrate(test.database)]);
  });

  it('undoes what fails halfway', async () => {
    const work = test.database.transaction(async (client) => {
      await client.query('delete from "[=resource.table]"');
      throw new Error('halfway');
    });
    await assert.rejects(work, /halfway/);
    assert.notEqual((await store.list({ limit: 1 })).items.length, 0);
  });
[#if has.payments]

  it('settles a payment once', async () => {
    const payments = new PostgresPaymentStore(test.database);
    await payments.save({ id: 'pi_1', subjectId: nobody, amount: 1250, currency: 'eur', status: 'processing' });
    assert.equal(await payments.settle('pi_1', 'succeeded'), true);
    assert.equal(await payments.settle('pi_1', 'succeeded'), false);
    assert.equal(await payments.settle('pi_2', 'succeeded'), false);
  });
[/#if]
[#if has.security]

  it('writes who did what with the change itself, for good', async () => {
    const { id } = await store.create(sample, 'ada');
    await store.update(id, other, 'grace');
    await store.delete(id, 'ada');
    const events = await test.database.query<{ actor: string; action: string }>(
      'select "actor", "action" from "audit_events" where "object" = $1 order by "id"',
      [id],
    );
    assert.deepEqual(events, [
      { actor: 'ada', action: '[=resource.name].created' },
      { actor: 'grace', action: '[=resource.name].updated' },
      { actor: 'ada', action: '[=resource.name].deleted' },
    ]);
    await assert.rejects(test.database.query('delete from "audit_events"'), /only grows/);
  });
[/#if]
[#if has.secrets]

  it('goes on with another login, and no request notices', async () => {
    await test.database.query(`create role "rotated_${process.pid}" login superuser password 'two'`);
    const rotating = new Database(test.address());
    const working = new Postgres[=resource.type]Store(rotating);
    let requests = 0;
    let stop = false;
    const clients = Array.from({ length: 25 }, async () => {
      while (!stop) {
        await working.list({ limit: 1 });
        requests++;
      }
    });
    await sleep(100);
    await rotating.switchTo(test.address(`rotated_${process.pid}`, 'two'));
    const before = requests;
    await assert.rejects(rotating.switchTo(test.address('nobody', 'wrong')));
    await sleep(100);
    stop = true;
    await Promise.all(clients);
    assert.ok(requests > before);
    const [now] = await rotating.query<{ current_user: string }>('select current_user');
    assert.equal(now?.current_user, `rotated_${process.pid}`);
    await rotating.close();
    await test.database.query(`drop role "rotated_${process.pid}"`);
  });
[/#if]
});
