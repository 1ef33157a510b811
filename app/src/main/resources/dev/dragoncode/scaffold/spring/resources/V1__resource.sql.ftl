create table [=resource.table] (
  id uuid primary key,
  created_at timestamptz not null[#list resource.fields as f],
  [=f.column] [=f.sqlType][#if f.required] not null[/#if][/#list]
);

-- The list, newest first.
create index [=resource.table]_newest on [=resource.table] (created_at desc, id desc);
