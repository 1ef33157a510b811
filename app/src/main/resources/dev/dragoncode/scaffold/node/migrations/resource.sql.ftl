-- Up Migration
create table "[=resource.table]" (
  "id" uuid primary key,
[#list resource.fields as f]
  "[=f.column]" [=f.sqlType][#if f.required] not null[/#if],
[/#list]
  "created_at" timestamptz not null
);

create index "[=resource.table]_newest" on "[=resource.table]" ("created_at" desc, "id" desc);

-- Down Migration
drop table "[=resource.table]";
