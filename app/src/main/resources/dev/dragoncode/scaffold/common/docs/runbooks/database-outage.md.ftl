[#include "/common/docs/runbooks/parts.ftl"]
# The database cannot be reached

For the alert `[=project.type]DatabaseUnreachable` (page).

## Symptom

Requests that need the database fail with 503. The pods are alive and not ready: `[=stack.live]` answers 200 and `[=stack.ready]`
answers 503. They are not restarted, which would not help, and come back by themselves.

## Check

Is it the database, the way to it, or the login?

```sh
[#if has.operations]
kubectl --namespace [=project.name] get configmaps --output yaml | grep PGHOST
kubectl --namespace [=project.name] logs [=pods] --since 10m --prefix | grep --ignore-case -e connect -e password -e postgres | tail -n 20
[#else]
psql --command 'SELECT 1'
[/#if]
```

| what the log says | what it is |
| --- | --- |
| connection refused, no route, timeout | the database is down, or has failed over to another address |
| too many clients, remaining connection slots | somebody uses up its connections |
| password authentication failed | the login: [#if has.secrets && has.operations][rotation](rotation-failed.md)[#else]the password was changed, and not here[/#if] |
| no space left, read-only transaction | its disk is full, or this is a replica |

## Action

1. Call the database's owner; their failover is quicker than anything here.
2. Too many clients: `SELECT usename, application_name, count(*) FROM pg_stat_activity GROUP BY 1, 2 ORDER BY 3 DESC;` and end those that do not belong. Lower this program's
   number of replicas before its pools are the problem: replicas × pool must stay below `max_connections`.
3. Disk full: make room (old logs, then replication slots nobody reads: `SELECT slot_name, active FROM pg_replication_slots;`), never by deleting files of the database.
4. Data is lost or damaged: stop writes (scale to 0), then restore as `scripts/restore-drill` does it, into a new database, and point `PGHOST` there.

When it answers again, the pods are ready within seconds. Check that the last minutes' writes are there before you close.

## Rollback

Only if the outage began with a release (a migration that locks a table, a pool that is too large):

[@back /]

A migration is not undone by that. The one before must be able to run on the new schema: that is why columns are first added, then used, then dropped a release later.
