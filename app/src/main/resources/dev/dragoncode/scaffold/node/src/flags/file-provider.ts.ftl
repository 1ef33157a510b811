import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { EvaluationContext, JsonValue, ResolutionDetails } from '@openfeature/core';
import { FlagdCore } from '@openfeature/flagd-core';
import { OpenFeatureEventEmitter, ServerProviderEvents, type Logger, type Provider } from '@openfeature/server-sdk';

/** Asked for its time of change this often: notifications miss a mounted ConfigMap, which is a link that moves. */
const INTERVAL_MS = 500;

/** Evaluates flags as flagd does, from the same file, without a process beside this one. */
export class FlagFileProvider implements Provider {
  readonly metadata = { name: 'flagd file' };
  readonly runsOn = 'server';
  readonly events = new OpenFeatureEventEmitter();
  private readonly flags = new FlagdCore();

  constructor(private readonly file: string) {}

  async initialize(): Promise<void> {
    await this.read();
    watchFile(this.file, { interval: INTERVAL_MS, persistent: false }, this.changed);
  }

  async onClose(): Promise<void> {
    unwatchFile(this.file, this.changed);
  }

  async resolveBooleanEvaluation(
    flag: string,
    fallback: boolean,
    context: EvaluationContext,
    logger: Logger,
  ): Promise<ResolutionDetails<boolean>> {
    return this.flags.resolveBooleanEvaluation(flag, fallback, context, logger);
  }

  async resolveStringEvaluation(
    flag: string,
    fallback: string,
    context: EvaluationContext,
    logger: Logger,
  ): Promise<ResolutionDetails<string>> {
    return this.flags.resolveStringEvaluation(flag, fallback, context, logger);
  }

  async resolveNumberEvaluation(
    flag: string,
    fallback: number,
    context: EvaluationContext,
    logger: Logger,
  ): Promise<ResolutionDetails<number>> {
    return this.flags.resolveNumberEvaluation(flag, fallback, context, logger);
  }

  async resolveObjectEvaluation<Value extends JsonValue>(
    flag: string,
    fallback: Value,
    context: EvaluationContext,
    logger: Logger,
  ): Promise<ResolutionDetails<Value>> {
    return this.flags.resolveObjectEvaluation(flag, fallback, context, logger);
  }

  private async read(): Promise<string[]> {
    return this.flags.setConfigurations(await readFile(this.file, 'utf8'));
  }

  /** A file that is half written, or wrong, leaves the flags as they were. */
  private readonly changed = (): void => {
    this.read().then(
      (flagsChanged) => {
        this.events.emit(ServerProviderEvents.ConfigurationChanged, { flagsChanged });
      },
      (error: unknown) => {
        this.events.emit(ServerProviderEvents.Stale, { message: String(error) });
      },
    );
  };
}
