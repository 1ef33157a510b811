import type { Counter } from '@opentelemetry/api';
[#if has.telemetry]
import type { FastifyBaseLogger } from 'fastify';
[/#if]
import type { Metrics } from '../metrics.js';
[#if has.telemetry]
import type { [=resource.type] } from './model.js';
[/#if]

[#if has.telemetry]
/** What happens to the business: counted for the goal in dragoncode.yaml, and logged for those who ask which. */
[#else]
/** What happens to the business, counted for the goal in dragoncode.yaml. */
[/#if]
export class [=resource.type]Events {
  private readonly created: Counter;

  constructor(metrics: Metrics) {
    this.created = metrics.meter.createCounter('[=resource.table].created', {
      description: 'The [=resource.labels] that were created.',
    });
  }

[#if has.telemetry]
  recordCreated(log: FastifyBaseLogger, { id }: [=resource.type]): void {
    this.created.add(1);
    log.info({ event: '[=resource.name].created', id }, 'created');
  }
[#else]
  recordCreated(): void {
    this.created.add(1);
  }
[/#if]
}
