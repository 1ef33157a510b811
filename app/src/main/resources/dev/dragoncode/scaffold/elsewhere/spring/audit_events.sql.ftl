create table audit_events (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  object text not null,
  outcome text not null
);

create index audit_events_actor on audit_events (actor, at);

-- What was written stays, whoever asks.
create function audit_events_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events takes inserts only';
end
$$;

create trigger audit_events_append_only
  before update or delete or truncate on audit_events
  for each statement execute function audit_events_refuse_change();
