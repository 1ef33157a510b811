[#assign snake = project.name?replace("-", "_")]
-- Who may do what in the database. Run once as its administrator, and again after a migration that adds tables:
--   psql --variable=ON_ERROR_STOP=1 --file=db/roles.sql
-- The owner of the tables runs this and the migrations; [=snake]_app is what the service's logins are members of.
do $$
begin
  if not exists (select from pg_roles where rolname = '[=snake]_app') then
    create role "[=snake]_app" nologin nosuperuser nocreatedb nocreaterole noinherit;
  end if;
end
$$;

revoke all on schema public from public;
grant usage on schema public to "[=snake]_app";
grant select, insert, update, delete on "[=resource.table]" to "[=snake]_app";
[#if has.payments]
grant select, insert, update on "payments" to "[=snake]_app";
[/#if]
-- It writes down what is done, and can neither change nor take away what was written.
grant insert on "audit_events" to "[=snake]_app";
grant usage on sequence "audit_events_id_seq" to "[=snake]_app";
