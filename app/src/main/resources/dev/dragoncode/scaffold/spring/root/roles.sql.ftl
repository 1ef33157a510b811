-- Two roles instead of the superuser. Run once by an administrator, connected to the service's database:
--   psql -v owner_password=… -v service_password=… -f db/roles.sql
-- Flyway works as the owner (FLYWAY_USER, FLYWAY_PASSWORD), the service as the other (PGUSER, PGPASSWORD).

create role [=resource.table]_owner login password :'owner_password'
  nosuperuser nocreatedb nocreaterole noinherit;
create role [=resource.table]_service login password :'service_password'
  nosuperuser nocreatedb nocreaterole noinherit connection limit 50;

revoke all on schema public from public;
grant usage, create on schema public to [=resource.table]_owner;
grant usage on schema public to [=resource.table]_service;

-- What the owner makes from now on, the service may read and write, and change in nothing else.
alter default privileges for role [=resource.table]_owner in schema public
  grant select, insert, update, delete on tables to [=resource.table]_service;
alter default privileges for role [=resource.table]_owner in schema public
  grant usage on sequences to [=resource.table]_service;
