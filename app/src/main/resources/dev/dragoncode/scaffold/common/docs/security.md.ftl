[#include "/common/facts.ftl"]
# Security

## Who may do what

The token's claim `roles` decides; each role may do what the one before may.

| role | routes |
| --- | --- |
| `viewer` | read: `GET [=resource.path]`, `GET [=resource.path]/{id}` |
| `editor` | make and change: `POST [=resource.path]`, `PUT [=resource.path]/{id}`[#if has.payments], `POST [=resource.path]/{id}/payment`[/#if] |
| `admin` | delete: `DELETE [=resource.path]/{id}` |

Without a token: 401. With a token that lacks the role: 403. The tests hold each route to this table.

## What is written down

Every change leaves an audit event: who (the token's subject), what, which [=resource.label] and when; not the values. [#if has.database]It is a row in the same transaction as the
change, in a table that the program may only add to. Nothing deletes events by itself; how long they are kept is for the owner to decide.[#else]It is a line in the file that `AUDIT_LOG_FILE`
names, which lasts as long as its disk: with a database it is a row in the transaction of the change, and lasts with it.[/#if]

## Who may do what in the database

[#if has.database]
`db/roles.sql` makes the roles. The program works as `[=snake]`, which may read and write rows, and add audit events; it may not create, drop or alter anything, and is no superuser. Migrations run as `[=snake]_owner`.
[#else]
There is none.
[/#if]

[#if has.operations]
## And in the cluster

| account | may |
| --- | --- |
| `[=project.name]` (the program) | nothing: no role, no token |
[#if has.secrets]
| `[=project.name]-rotation` | nothing in the cluster; in Vault read and write one path |
| `[=project.name]-external-secrets` | nothing in the cluster; in Vault read what is below one path |
[/#if]
| the group `[=team]` | `deploy/base/operators.yaml`: look, restart, scale, go back. Who may change a workload can use its rights, so this group is trusted as the program is |

Pods run as a number that is not root, on a read-only file system, without capabilities; network policies let in the ingress and Prometheus, and out to [#if has.database]the database, [/#if]the issuer and little else.

[/#if]
## What could go wrong

| threat | what stands against it |
| --- | --- |
| somebody else's token | signature, issuer, audience and expiry are checked; keys come from the issuer alone |
| a token with too few rights | roles on every route, deny by default |
[#if has.middleware]
| flooding | a rate limit for each caller; the answer 429 says when to come back |
| input that is more than data | schema and length of every field; statements with parameters |
[/#if]
| what the dependencies bring | [=has.scans?then("scanned for each change and every week; ", "")]updates weekly |
| what an error tells | problem documents without stack traces |

Found something? [SECURITY.md](../SECURITY.md).
