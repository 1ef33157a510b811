import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const Settings = Type.Object({
  NODE_ENV: Type.Enum(['development', 'test', 'production'], { default: 'development' }),
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: [=stack.port] }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { default: 'info' }),
  /** Whose tokens are taken; its keys are found by OpenID Connect discovery. */
  OIDC_ISSUER: Type.Optional(Type.String({ pattern: '^https?://' })),
  OIDC_AUDIENCE: Type.Optional(Type.String()),
  /** Lets this process sign tokens of its own for the demo page. Refused in production. */
  LOCAL_AUTH: Type.Boolean({ default: false }),
  /** How long readiness is refused before connections are closed, so that load balancers notice. */
  SHUTDOWN_DRAIN_MS: Type.Integer({ minimum: 0, maximum: 60_000, default: 0 }),
[#if has.flags]
  FLAGS_FILE: Type.String({ default: 'flags/flags.json' }),
[/#if]
[#if has.database]
  /** Where the database is, if not where PGHOST and the other PG variables say; without either, data is kept in memory. */
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  PGHOST: Type.Optional(Type.String()),
[/#if]
[#if has.payments]
  STRIPE_SECRET_KEY: Type.Optional(Type.String()),
  STRIPE_WEBHOOK_SECRET: Type.Optional(Type.String()),
  /** Another address of the API, such as a fake one's. */
  STRIPE_API_BASE: Type.Optional(Type.String({ pattern: '^https?://' })),
[/#if]
[#if has.middleware]
  /** Other sites whose pages may call the API, with commas between. */
  CORS_ORIGINS: Type.String({ default: '' }),
  RATE_LIMIT_MAX: Type.Integer({ minimum: 1, default: 100, description: 'Requests of one client in a minute.' }),
  /** How many proxies stand before this service; the client's address is what they say. */
  TRUSTED_PROXIES: Type.Integer({ minimum: 0, default: 0 }),
[/#if]
[#if has.secrets]
  /** Where the database's login comes from, if not from the environment. OpenBao has the same API. */
  VAULT_ADDR: Type.Optional(Type.String({ pattern: '^https?://' })),
  VAULT_TOKEN: Type.Optional(Type.String()),
  VAULT_TOKEN_FILE: Type.String({ default: '/vault/token/token' }),
  VAULT_SECRET_PATH: Type.String({ default: 'secret/data/[=project.name]' }),
  SECRETS_REFRESH_MS: Type.Integer({ minimum: 100, default: 30_000 }),
[/#if]
[#if has.security]
  AUDIT_LOG_FILE: Type.String({ default: 'audit.jsonl' }),
[/#if]
});

export type Config = Static<typeof Settings>;

/** Says which settings are wrong; the service does not start with any of them. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(['The configuration is not usable:', ...problems].join('\n  '));
    this.name = 'ConfigError';
  }
}

export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const config = validate(env);
  const problems = [...required(config)];
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return config;
}

function validate(env: NodeJS.ProcessEnv): Config {
  const given = Object.entries(env).filter(([name, value]) => name in Settings.properties && value !== '');
  const settings = Value.Convert(Settings, Value.Default(Settings, Object.fromEntries(given)));
  if (Value.Check(Settings, settings)) {
    return settings;
  }
  const errors = Value.Errors(Settings, settings);
  throw new ConfigError(errors.map((error) => `${error.instancePath.slice(1)} ${error.message}`));
}

/** What depends on more than one setting. */
function* required(config: Config): Generator<string> {
  const production = config.NODE_ENV === 'production';
  if (production && config.LOCAL_AUTH) {
    yield 'LOCAL_AUTH must not be set in production';
  }
  if (config.OIDC_ISSUER === undefined && (production || !config.LOCAL_AUTH)) {
    yield 'OIDC_ISSUER must name the issuer of tokens; for local work LOCAL_AUTH=1 does instead';
  }
[#if has.database]
  if (production && config.DATABASE_URL === undefined && config.PGHOST === undefined) {
    yield 'DATABASE_URL or PGHOST must be set in production';
  }
[/#if]
[#if has.payments]
  if (production && (config.STRIPE_SECRET_KEY === undefined || config.STRIPE_WEBHOOK_SECRET === undefined)) {
    yield 'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET must be set in production';
  }
[/#if]
}
