import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFlags, type Flags } from '../src/flags/flags.js';
import { collection, login, testApp } from './support.js';

const FLAG = '[=resource.file]-summary';

function flagFile(on: number): string {
  const shares = Object.entries({ on, off: 100 - on });
  const targeting = { fractional: shares };
  const flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off', targeting };
  return JSON.stringify({ flags: { [FLAG]: flag } });
}

describe('flags', () => {
  let folder: string;
  let file: string;
  let flags: Flags;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'flags-'));
    file = path.join(folder, 'flags.json');
    await writeFile(file, flagFile(0));
    flags = await openFlags(file);
  });

  after(async () => {
    await flags.close();
    await rm(folder, { recursive: true });
  });

  /** Asks until the answer is this one; a second is how long an edit may take. */
  async function becomes(on: boolean): Promise<void> {
    const deadline = Date.now() + 2_000;
    while ((await flags.isOn(FLAG, 'ada')) !== on) {
      assert.ok(Date.now() < deadline, `${FLAG} is not ${on ? 'on' : 'off'}`);
      await sleep(20);
    }
  }

  it('follow an edit of their file, and outlive a broken one', async () => {
    await becomes(false);
    await writeFile(file, flagFile(100));
    await becomes(true);
    await writeFile(file, '{ "flags": ');
    await sleep(700);
    await becomes(true);
  });

  it('are off where nobody knows them', async () => {
    assert.equal(await flags.isOn('never-heard-of', 'ada'), false);
  });

  it('reach the same share of people each time', async () => {
    await writeFile(file, flagFile(30));
    await sleep(1_000);
    const people = Array.from({ length: 1_000 }, (_, i) => `person-${i}`);
    const asked = async () => Promise.all(people.map((who) => flags.isOn(FLAG, who)));
    const first = await asked();
    assert.deepEqual(await asked(), first);
    const share = first.filter(Boolean).length / people.length;
    assert.ok(share > 0.25 && share < 0.35, `${share} of them`);
  });

  it('open the summary to those who have it', async () => {
    for (const [on, status] of [
      [true, 200],
      [false, 404],
    ] as const) {
      const app = await testApp({ services: { flags: { ...flags, isOn: async () => on } } });
      const headers = login(app[#if has.security], 'viewer'[/#if]);
      assert.equal((await app.inject({ url: `${collection}/summary`, headers })).statusCode, status);
      await app.close();
    }
  });

  it('each have somebody who takes them out again, and a day for it', async () => {
    const { default: known } = await import('../flags/flags.json', { with: { type: 'json' } });
    for (const [name, { metadata }] of Object.entries(known.flags)) {
      assert.match(metadata.owner, /^@/, name);
      assert.ok(!Number.isNaN(Date.parse(metadata.expires)), name);
    }
  });
});
