import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Config } from '../config.js';

const TIMEOUT_MS = 5_000;
const ATTEMPTS = 3;
const PAUSE_MS = 200;

/** Who logs in to the database. */
export interface Login {
  username: string;
  password: string;
}

export interface SecretSource {
  /** The login of now; none where the database's address has it. */
  login(): Promise<Login | undefined>;
}

/** Vault or OpenBao where one is configured; otherwise the environment alone. */
export function secretSource(config: Config): SecretSource {
  return config.VAULT_ADDR === undefined
    ? { login: async () => undefined }
    : new VaultSource(config.VAULT_ADDR, config.VAULT_SECRET_PATH, () => vaultToken(config));
}

const Secret = Type.Object({
  data: Type.Object({ data: Type.Object({ username: Type.String(), password: Type.String() }) }),
});

/** Reads a secret of the key-value engine, version 2. OpenBao answers the same way. */
export class VaultSource implements SecretSource {
  constructor(
    private readonly address: string,
    private readonly path: string,
    private readonly token: () => Promise<string>,
  ) {}

  async login(): Promise<Login> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.read();
      } catch (error) {
        if (attempt === ATTEMPTS) {
          throw error;
        }
        await sleep(attempt * PAUSE_MS);
      }
    }
  }

  private async read(): Promise<Login> {
    const response = await fetch(new URL(`/v1/${this.path}`, this.address), {
      headers: { 'x-vault-token': await this.token() },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await response.json();
    if (!response.ok || !Value.Check(Secret, body)) {
      throw new Error(`Vault answered ${response.status} for ${this.path}`);
    }
    return body.data.data;
  }
}

/** Read each time: the agent beside this process replaces it before it ends. */
async function vaultToken(config: Config): Promise<string> {
  return config.VAULT_TOKEN ?? (await readFile(config.VAULT_TOKEN_FILE, 'utf8')).trim();
}
