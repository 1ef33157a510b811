[#include "/common/facts.ftl"]
# Secrets

Nothing secret stands in this repository or in an image. What the program needs comes from Vault or OpenBao.

| secret | where | who changes it | how the program learns of it |
| --- | --- | --- | --- |
| the database's login | `secret/[=project.name]` (staging: `secret/[=project.name]-staging`, and so on below), fields `username`, `password` | [#if has.operations]the job `[=project.name]-rotation`, every night[#else]whoever runs the database[/#if] | reads a new version within half a minute; the pool fills with new connections, the old ones end their work |
[#if has.payments]
| Stripe's keys | `secret/[=project.name]/stripe`: `secret-key`, `webhook-secret` | by hand at Stripe, every 90 days, both keys valid for a day | [#if has.operations]External Secrets, then a restart by rollout[#else]`STRIPE_SECRET_KEY`, `STRIPE_WEBHOOK_SECRET`[/#if] |
[/#if]
[#if has.operations]
| the backup's login and bucket | `secret/[=project.name]/backup`: `username`, `password`, `endpoint`, `bucket`, `access-key-id`, `secret-access-key` | by hand, every 90 days | External Secrets; the next job takes it |
[#if has.security]
| the tables' owner, for migrations | `secret/[=project.name]/migrations`: `username`, `password` | by hand, every 90 days | External Secrets; the next start takes it |
[/#if]
| the rotation's own login | `secret/[=project.name]/rotation`: `username`, `password` | by hand, every 90 days | External Secrets; the next job takes it |
[/#if]

[#if has.operations]
## How the rotation leaves no gap

There are two login roles, `[=snake]_a` and `[=snake]_b`, members of `[=snake]`, which has the rights on the tables. One is in use. At night the other gets a new password, is tried, and
only then written to Vault. Whoever still holds the old login goes on working until the next night. Once, by the database's administrator[#if has.security], after `db/roles.sql`[/#if]:

```sql
[#if !has.security]
CREATE ROLE [=snake] NOLOGIN;
GRANT USAGE, CREATE ON SCHEMA public TO [=snake];
[/#if]
-- each where it is not there yet
SELECT format('CREATE ROLE %I LOGIN IN ROLE [=snake]', name)
FROM unnest(ARRAY['[=snake]_a', '[=snake]_b']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
-- what either of them makes belongs to both
ALTER ROLE [=snake]_a SET role = '[=snake]';
ALTER ROLE [=snake]_b SET role = '[=snake]';
CREATE ROLE [=snake]_backup LOGIN IN ROLE pg_read_all_data;
CREATE ROLE [=snake]_rotator LOGIN CREATEROLE;
GRANT [=snake]_a, [=snake]_b TO [=snake]_rotator WITH ADMIN OPTION, INHERIT FALSE, SET FALSE;
-- a statement with a password does not belong in the log
ALTER ROLE [=snake]_rotator SET log_statement = 'none';
ALTER ROLE [=snake]_rotator SET log_min_duration_statement = -1;
```

and by Vault's, for staging and for production, each with secrets of its own:

```sh
for place in [=project.name]-staging [=project.name]; do   # the namespace, after which policies, roles and secrets are named
  bao policy write "$place" - <<HCL
path "secret/data/$place" { capabilities = ["read"] }
HCL
  bao policy write "$place-rotation" - <<HCL
path "secret/data/$place" { capabilities = ["read", "update", "patch"] }
HCL
  bao policy write "$place-external-secrets" - <<HCL
path "secret/data/$place/*" { capabilities = ["read"] }
HCL
  for account in "" -rotation -external-secrets; do
    bao write "auth/kubernetes/role/$place$account" policies="$place$account" ttl=1h audience=vault \
      bound_service_account_names="[=project.name]$account" bound_service_account_namespaces="$place"
  done
done
# the first login; the next night takes it from there
bao kv put -mount=secret [=project.name]-staging username=[=snake]_a password=@first-password
```

[/#if]
## When one has leaked

1. Change it at whoever issued it, first of all[#if has.operations]; the database's login by rotating twice ([runbook](runbooks/rotation-failed.md))[/#if].
2. End what it opened: sessions, tokens, webhooks.
3. Look in the log since when it was used, and by whom. Then tell those whose data it was.
4. Only then take it out of where it stood; a commit that deletes it changes nothing.

## On one's own machine

`dragoncode up` starts OpenBao and the database, `dragoncode env` prints what the program needs. Real secrets have no business there.
