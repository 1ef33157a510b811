// Makes scaffold/node/package-lock.json anew from scaffold/versions.yaml: every package that any combination of
// capabilities needs, resolved together. Needs the registry: node app/src/scaffold/node-lock.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const scaffold = path.resolve(import.meta.dirname, '../main/resources/dev/dragoncode/scaffold');

/** What projects need for work on them alone. */
const TOOLS = [
  '@eslint/js',
  '@secretlint/secretlint-rule-preset-recommend',
  '@types/node',
  '@types/pg',
  'c8',
  'eslint',
  'lefthook',
  'prettier',
  'secretlint',
  'tsx',
  'typescript',
  'typescript-eslint',
];

/** Others ask for less than they would get: the newest of these need a newer Node, or would be there twice. */
const overrides = { 'light-my-request': '6.6.0', '@opentelemetry/core': '2.11.0' };

const lines = readFileSync(path.join(scaffold, 'versions.yaml'), 'utf8').split('\n');
const section = lines.slice(lines.findIndex((line) => line.startsWith('# Node:')));
const end = section.indexOf('');
const versions = section
  .slice(0, end < 0 ? undefined : end)
  .map((line) => /^"?([^"#]+)"?: (\S+)$/.exec(line))
  .filter((found) => found !== null)
  .map(([, name, version]) => [name, version]);

const specs = (tools, range) =>
  Object.fromEntries(
    versions.filter(([name]) => TOOLS.includes(name) === tools).map(([name, version]) => [name, range + version]),
  );
const folder = mkdtempSync(path.join(tmpdir(), 'node-lock-'));
const exact = { private: true, dependencies: specs(false, ''), devDependencies: specs(true, ''), overrides };
writeFileSync(path.join(folder, 'package.json'), JSON.stringify(exact));
execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], {
  cwd: folder,
  stdio: 'inherit',
  env: { ...process.env, npm_config_omit_lockfile_registry_resolved: 'false' },
});

const { lockfileVersion, packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
packages[''] = { dependencies: specs(false, '^'), devDependencies: specs(true, '^') };
for (const [place, { resolved, integrity }] of Object.entries(packages)) {
  if (place !== '' && !(resolved?.startsWith('https://registry.npmjs.org/') && integrity)) {
    throw new Error(`${place} comes from elsewhere, or has no hash`);
  }
}
const lock = { name: 'superset', version: '0.0.0', lockfileVersion, requires: true, packages };
writeFileSync(path.join(scaffold, 'node/package-lock.json'), `${JSON.stringify(lock, undefined, 2)}\n`);
