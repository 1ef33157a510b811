[#import "/node/layout.ftl" as layout]
[#assign columns = resource.fields?map(f -> '"' + f.column + '"')]
[#assign count = resource.fields?size]
import type { Database } from '../database/database.js';
[#if has.security]
import { PostgresAuditLog } from '../security/audit.js';
[/#if]
[=layout.imports(["canonical", "new" + resource.type, "type " + resource.type, "type " + resource.type + "Input"], "./model.js")]
[=layout.imports(["pageOf", "type " + resource.type + "Page", "type " + resource.type + "Store", "type Page"], "./store.js")]

const COLUMNS = `
  "id",
[#list resource.fields as f]
  "[=f.column]"[#if f.column != f.name] as "[=f.name]"[/#if],
[/#list]
  "created_at" as "createdAt"`;

interface Row {
  id: string;
[#list resource.fields as f]
[#switch f.kind]
[#case "integer"]
  [=f.name]: string[#if !f.required] | null[/#if];
[#break]
[#case "instant"]
  [=f.name]: Date[#if !f.required] | null[/#if];
[#break]
[#default]
  [=f.name]: [=f.tsType][#if !f.required] | null[/#if];
[/#switch]
[/#list]
  createdAt: Date;
}

/** Keeps [=resource.labels] in PostgreSQL. */
export class Postgres[=resource.type]Store implements [=resource.type]Store {
  constructor(private readonly database: Database) {}

  async create(input: [=resource.type]Input[#if has.security], actor: string[/#if]): Promise<[=resource.type]> {
    const created = new[=resource.type](input);
    const values = [created.id, ...columnsOf(created), created.createdAt];
[#if has.security]
    await this.database.transaction(async (client) => {
      await client.query(
[#else]
    await this.database.query(
[/#if]
[#assign indent = has.security?then("        ", "      ")]
[=indent]`insert into "[=resource.table]" ("id", [=columns?join(", ")], "created_at")
[=indent] values ([#list 1..(count + 2) as i]$[=i][#sep], [/#list])`,
[=indent]values,
[#if has.security]
      );
      const audit = new PostgresAuditLog(client);
      await audit.record({ actor, action: '[=resource.name].created', object: created.id });
    });
[#else]
    );
[/#if]
    return created;
  }

  async list({ limit, after }: Page): Promise<[=resource.type]Page> {
    const rows = await this.database.query<Row>(
      `select ${COLUMNS} from "[=resource.table]"
       where $2::uuid is null or ("created_at", "id") < (select "created_at", "id" from "[=resource.table]" where "id" = $2)
       order by "created_at" desc, "id" desc
       limit $1`,
      [limit + 1, after ?? null],
    );
    return pageOf(rows.map(fromRow), limit);
  }

  async find(id: string): Promise<[=resource.type] | undefined> {
    const sql = `select ${COLUMNS} from "[=resource.table]" where "id" = $1`;
    const [row] = await this.database.query<Row>(sql, [id]);
    return row && fromRow(row);
  }

[#if has.security]
[=layout.fit(
  "  async update(id: string, input: " + resource.type + "Input, actor: string): Promise<" + resource.type + " | undefined> {",
  "  async update(\n    id: string,\n    input: " + resource.type + "Input,\n    actor: string,\n  ): Promise<" + resource.type + " | undefined> {"
)]
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<Row>(
        `update "[=resource.table]" set [#list resource.fields as f]"[=f.column]" = $[=f?counter + 1][#sep], [/#list]
         where "id" = $1 returning ${COLUMNS}`,
        [id, ...columnsOf(canonical(input))],
      );
      if (rows[0] === undefined) {
        return undefined;
      }
      const audit = new PostgresAuditLog(client);
      await audit.record({ actor, action: '[=resource.name].updated', object: id });
      return fromRow(rows[0]);
    });
  }

  async delete(id: string, actor: string): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const sql = 'delete from "[=resource.table]" where "id" = $1';
      const { rowCount } = await client.query(sql, [id]);
      if (rowCount !== 1) {
        return false;
      }
      const audit = new PostgresAuditLog(client);
      await audit.record({ actor, action: '[=resource.name].deleted', object: id });
      return true;
    });
  }
[#else]
[=layout.fit(
  "  async update(id: string, input: " + resource.type + "Input): Promise<" + resource.type + " | undefined> {",
  "  async update(\n    id: string,\n    input: " + resource.type + "Input,\n  ): Promise<" + resource.type + " | undefined> {"
)]
    const [row] = await this.database.query<Row>(
      `update "[=resource.table]" set [#list resource.fields as f]"[=f.column]" = $[=f?counter + 1][#sep], [/#list]
       where "id" = $1 returning ${COLUMNS}`,
      [id, ...columnsOf(canonical(input))],
    );
    return row && fromRow(row);
  }

  async delete(id: string): Promise<boolean> {
    const sql = 'delete from "[=resource.table]" where "id" = $1 returning "id"';
    const deleted = await this.database.query(sql, [id]);
    return deleted.length === 1;
  }
[/#if]
[#if has.flags]

  async count(): Promise<number> {
    const sql = 'select count(*)::int as total from "[=resource.table]"';
    const [row] = await this.database.query<{ total: number }>(sql);
    return row?.total ?? 0;
  }
[/#if]
}

function columnsOf(input: [=resource.type]Input): unknown[] {
  return [
    // by the order of the columns
[#list resource.fields as f]
    input.[=f.name],
[/#list]
  ];
}

function fromRow(row: Row): [=resource.type] {
  return {
    id: row.id,
[#list resource.fields as f]
[#assign value = "row." + f.name]
[#if f.kind == "integer"][#assign value = "Number(row." + f.name + ")"][/#if]
[#if f.kind == "instant"][#assign value = "row." + f.name + ".toISOString()"][/#if]
[#if f.required]
    [=f.name]: [=value],
[#else]
[=layout.spread("row." + f.name + " !== null", f.name, value)]
[/#if]
[/#list]
    createdAt: row.createdAt.toISOString(),
  };
}
