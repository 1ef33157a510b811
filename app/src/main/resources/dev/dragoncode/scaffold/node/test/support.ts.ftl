import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.js';
import { loadConfig, type Config } from '../src/config.js';
import { Memory[=resource.type]Store } from '../src/[=resource.path?keep_after_last("/")]/memory-store.js';
[#if has.security]
import type { Role } from '../src/security/roles.js';
[/#if]
import type { Services } from '../src/services.js';
[#if has.telemetry]
import type { LogStream } from '../src/telemetry/logging.js';
[/#if]

/** Where the API is. */
export const collection = '[=resource.path]';

export const sample = {
[#list resource.fields as f]
  [=f.name]: [=f.tsSample],
[/#list]
};

export const other = {
[#list resource.fields as f]
  [=f.name]: [=f.tsOther],
[/#list]
};

export function testConfig(env: NodeJS.ProcessEnv = {}): Config {
  return loadConfig({ NODE_ENV: 'test', LOCAL_AUTH: '1', LOG_LEVEL: 'silent', ...env });
}

/** What a service has that needs nothing from outside; what a test cares for, it hands in. */
export function testServices(own: Partial<Services> = {}): Services {
  return {
[#if has.security]
    store: new Memory[=resource.type]Store({ record: async () => undefined }),
[#else]
    store: new Memory[=resource.type]Store(),
[/#if]
[#if has.flags]
    flags: { isOn: async () => false, close: async () => undefined },
[/#if]
    ping: async () => undefined,
    close: async () => undefined,
    ...own,
  };
}

interface TestApp {
  config?: Config;
  services?: Partial<Services>;
[#if has.telemetry]
  log?: LogStream;
[/#if]
}

[#if has.telemetry]
export async function testApp({ config = testConfig(), services, log }: TestApp = {}): Promise<FastifyInstance> {
  const app = await buildApp(config, testServices(services), log);
[#else]
export async function testApp({ config = testConfig(), services }: TestApp = {}): Promise<FastifyInstance> {
  const app = await buildApp(config, testServices(services));
[/#if]
  await app.ready();
  return app;
}

[#if has.security]
/** The headers of somebody who is logged in and has these roles. */
export function login(app: FastifyInstance, ...roles: Role[]): { authorization: string } {
  return { authorization: `Bearer ${app.jwt.sign({ sub: 'ada', roles })}` };
}
[#else]
/** The headers of somebody who is logged in. */
export function login(app: FastifyInstance): { authorization: string } {
  return { authorization: `Bearer ${app.jwt.sign({ sub: 'ada' })}` };
}
[/#if]
