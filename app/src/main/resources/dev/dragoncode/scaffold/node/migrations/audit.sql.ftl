-- Up Migration
create table "audit_events" (
  "id" bigint generated always as identity primary key,
  "at" timestamptz not null default now(),
  "actor" text not null,
  "action" text not null,
  "object" text not null,
  "trace_id" text
);

create index "audit_events_object" on "audit_events" ("object", "at");

-- What was done stays written down, whoever asks: not even the table's owner changes it by accident.
create function "keep_audit_events"() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events only grows';
end
$$;

create trigger "audit_events_only_grow" before update or delete or truncate on "audit_events"
  for each statement execute function "keep_audit_events"();

-- Down Migration
drop table "audit_events";
drop function "keep_audit_events";
