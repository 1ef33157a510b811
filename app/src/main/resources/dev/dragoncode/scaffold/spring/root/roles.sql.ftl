-- Roles instead of the superuser. An administrator runs it once, connected to the service's database:
--   psql -v owner_password=… -v service_password=… -f db/roles.sql
-- The owner has the tables and migrates them (SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD). The service logs in as [=project.name?replace("-", "_")]_a or,
-- after a rotation, as [=project.name?replace("-", "_")]_b (PGUSER, PGPASSWORD), and works as the group that both belong to.

create role [=project.name?replace("-", "_")]_owner login password :'owner_password'
  nosuperuser nocreatedb nocreaterole;
create role [=project.name?replace("-", "_")] nologin nosuperuser nocreatedb nocreaterole;
create role [=project.name?replace("-", "_")]_a login password :'service_password' in role [=project.name?replace("-", "_")]
  nosuperuser nocreatedb nocreaterole connection limit 50;
create role [=project.name?replace("-", "_")]_b login in role [=project.name?replace("-", "_")]
  nosuperuser nocreatedb nocreaterole connection limit 50;
alter role [=project.name?replace("-", "_")]_a set role = [=project.name?replace("-", "_")];
alter role [=project.name?replace("-", "_")]_b set role = [=project.name?replace("-", "_")];

revoke all on schema public from public;
grant usage, create on schema public to [=project.name?replace("-", "_")]_owner;
grant usage on schema public to [=project.name?replace("-", "_")];

-- Rows of the tables that the owner makes from now on, and nothing else.
alter default privileges for role [=project.name?replace("-", "_")]_owner in schema public
  grant select, insert, update, delete on tables to [=project.name?replace("-", "_")];
alter default privileges for role [=project.name?replace("-", "_")]_owner in schema public
  grant usage on sequences to [=project.name?replace("-", "_")];
