[#import "/node/layout.ftl" as layout]
[#if has.security]
import type { AuditLog } from '../security/audit.js';
[/#if]
[=layout.imports(["canonical", "new" + resource.type, "type " + resource.type, "type " + resource.type + "Input"], "./model.js")]
[=layout.imports(["pageOf", "type " + resource.type + "Page", "type " + resource.type + "Store", "type Page"], "./store.js")]

/** Keeps everything in this process: for tests and for work without a database. */
export class Memory[=resource.type]Store implements [=resource.type]Store {
  private readonly kept = new Map<string, [=resource.type]>();
[#if has.security]

  constructor(private readonly audit: AuditLog) {}
[/#if]

  async create(input: [=resource.type]Input[#if has.security], actor: string[/#if]): Promise<[=resource.type]> {
    const created = new[=resource.type](input);
[#if has.security]
    await this.audit.record({ actor, action: '[=resource.name].created', object: created.id });
[/#if]
    this.kept.set(created.id, created);
    return created;
  }

  async list({ limit, after }: Page): Promise<[=resource.type]Page> {
    const newestFirst = [...this.kept.values()].reverse();
    const start = after === undefined ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    const unknown = after !== undefined && start === 0;
    return pageOf(unknown ? [] : newestFirst.slice(start, start + limit + 1), limit);
  }

  async find(id: string): Promise<[=resource.type] | undefined> {
    return this.kept.get(id);
  }

[#if has.security]
[=layout.fit(
  "  async update(id: string, input: " + resource.type + "Input, actor: string): Promise<" + resource.type + " | undefined> {",
  "  async update(\n    id: string,\n    input: " + resource.type + "Input,\n    actor: string,\n  ): Promise<" + resource.type + " | undefined> {"
)]
[#else]
[=layout.fit(
  "  async update(id: string, input: " + resource.type + "Input): Promise<" + resource.type + " | undefined> {",
  "  async update(\n    id: string,\n    input: " + resource.type + "Input,\n  ): Promise<" + resource.type + " | undefined> {"
)]
[/#if]
    const before = this.kept.get(id);
    if (before === undefined) {
      return undefined;
    }
[#if has.security]
    await this.audit.record({ actor, action: '[=resource.name].updated', object: id });
[/#if]
    const updated = { id, ...canonical(input), createdAt: before.createdAt };
    this.kept.set(id, updated);
    return updated;
  }

  async delete(id: string[#if has.security], actor: string[/#if]): Promise<boolean> {
[#if has.security]
    if (!this.kept.has(id)) {
      return false;
    }
    await this.audit.record({ actor, action: '[=resource.name].deleted', object: id });
[/#if]
    return this.kept.delete(id);
  }
[#if has.flags]

  async count(): Promise<number> {
    return this.kept.size;
  }
[/#if]
}
