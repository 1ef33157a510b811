[#import "/node/layout.ftl" as layout]
import type { [=resource.type], [=resource.type]Input } from './model.js';

/** Where a page begins and how long it may be. */
export interface Page {
  limit: number;
  /** The id of the last item of the page before. */
  after?: string;
}

export interface [=resource.type]Page {
  items: [=resource.type][];
  /** What `after` is for the next page; none on the last one. */
  next: string | null;
}

[#if has.security]
/** Keeps [=resource.labels]. Who changes something is written to the audit trail with the change itself. */
export interface [=resource.type]Store {
  create(input: [=resource.type]Input, actor: string): Promise<[=resource.type]>;
  /** Newest first. */
  list(page: Page): Promise<[=resource.type]Page>;
  find(id: string): Promise<[=resource.type] | undefined>;
[=layout.fit(
  "  update(id: string, input: " + resource.type + "Input, actor: string): Promise<" + resource.type + " | undefined>;",
  "  update(\n    id: string,\n    input: " + resource.type + "Input,\n    actor: string,\n  ): Promise<" + resource.type + " | undefined>;"
)]
  delete(id: string, actor: string): Promise<boolean>;
[#else]
/** Keeps [=resource.labels]. */
export interface [=resource.type]Store {
  create(input: [=resource.type]Input): Promise<[=resource.type]>;
  /** Newest first. */
  list(page: Page): Promise<[=resource.type]Page>;
  find(id: string): Promise<[=resource.type] | undefined>;
[=layout.fit(
  "  update(id: string, input: " + resource.type + "Input): Promise<" + resource.type + " | undefined>;",
  "  update(\n    id: string,\n    input: " + resource.type + "Input,\n  ): Promise<" + resource.type + " | undefined>;"
)]
  delete(id: string): Promise<boolean>;
[/#if]
[#if has.flags]
  count(): Promise<number>;
[/#if]
}

/** A page out of one item more than fits it, which tells whether another page follows. */
export function pageOf(found: [=resource.type][], limit: number): [=resource.type]Page {
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
