[#assign all][#if has.security], 'admin'[/#if][/#assign]
[#assign first = resource.fields?filter(f -> f.required)?first]
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { [=resource.type]Page } from '../src/[=resource.path?keep_after_last("/")]/store.js';
import type { [=resource.type] } from '../src/[=resource.path?keep_after_last("/")]/model.js';
import { collection, login, other, sample, testApp } from './support.js';

const nobody = '00000000-0000-4000-8000-000000000000';

describe('[=resource.labels]', () => {
  let app: FastifyInstance;
  let headers: { authorization: string };

  before(async () => {
    app = await testApp();
    headers = login(app[=all]);
  });

  after(() => app.close());

  const create = (payload: object): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'POST', url: collection, headers, payload });

  const page = async (query: string): Promise<[=resource.type]Page> => {
    const found = await app.inject({ url: `${collection}?${query}`, headers });
    return found.json();
  };

  it('answers a creation with where it is found', async () => {
    const created = await create(sample);
    assert.equal(created.statusCode, 201);
    const { id, createdAt, ...rest } = created.json<[=resource.type]>();
    assert.deepEqual(rest, sample);
    assert.equal(created.headers.location, `${collection}/${id}`);
    assert.ok(Date.parse(createdAt) <= Date.now());
    const found = await app.inject({ url: `${collection}/${id}`, headers });
    assert.deepEqual(found.json(), created.json());
  });

  it('lists the newest first, page by page', async () => {
    const ids = [];
    for (let i = 0; i < 3; i++) {
      ids.unshift((await create(sample)).json<[=resource.type]>().id);
    }
    const first = await page('limit=2');
    const second = await page(`limit=1&after=${first.next}`);
    assert.deepEqual(
      [...first.items, ...second.items].map(({ id }) => id),
      ids,
    );
  });

  it('has no next page after the last', async () => {
    assert.equal((await page('limit=100')).next, null);
  });

  it('replaces all that a client may write', async () => {
    const { id, createdAt } = (await create(sample)).json<[=resource.type]>();
    const updated = await app.inject({ method: 'PUT', url: `${collection}/${id}`, headers, payload: other });
    assert.equal(updated.statusCode, 200);
    assert.deepEqual(updated.json(), { id, ...other, createdAt });
  });

  it('deletes once', async () => {
    const { id } = (await create(sample)).json<[=resource.type]>();
    const remove = () => app.inject({ method: 'DELETE', url: `${collection}/${id}`, headers });
    assert.equal((await remove()).statusCode, 204);
    assert.equal((await remove()).statusCode, 404);
  });

  it('knows nothing of what never was', async () => {
    const url = `${collection}/${nobody}`;
    for (const request of [{ url }, { url, method: 'PUT', payload: sample }, { url, method: 'DELETE' }] as const) {
      const response = await app.inject({ ...request, headers });
      assert.equal(response.statusCode, 404);
      assert.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
    }
  });

  const refused: Record<string, object> = {
[#list resource.fields as f]
    'a wrong [=f.label?lower_case]': { ...sample, [=f.name]: [=f.jsonInvalid?replace('"', "'")] },
[/#list]
    'no [=first.label?lower_case]': { ...sample, [=first.name]: undefined },
    'an unknown property': { ...sample, unheardOf: true },
  };
  for (const [what, payload] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => {
      const response = await create(payload);
      assert.equal(response.statusCode, 400);
      const problem = response.json<{ errors: { path: string }[] }>();
      assert.match(problem.errors[0]?.path ?? '', /^body/);
    });
  }

  it('asks who is there', async () => {
    const response = await app.inject({ url: collection });
    assert.equal(response.statusCode, 401);
    assert.equal(response.headers['www-authenticate'], 'Bearer');
  });
});
