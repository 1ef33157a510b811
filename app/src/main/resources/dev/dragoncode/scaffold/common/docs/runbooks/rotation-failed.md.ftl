[#include "/common/docs/runbooks/parts.ftl"]
# The database's password was not changed

For the alert `[=project.type]RotationMissing` (ticket), and for logins that fail.

## Symptom

The nightly rotation has not succeeded for two days, or the log says that a login failed.

## Check

```sh
kubectl --namespace [=project.name] get jobs --sort-by .metadata.creationTimestamp | grep rotation
kubectl --namespace [=project.name] logs --selector app.kubernetes.io/component=job --all-containers --prefix --tail 50
bao kv metadata get -mount=secret [=project.name]      # when the last version was written
```

| step that failed | what it is |
| --- | --- |
| `choose` | Vault: sealed, away, or the role `[=project.name]-rotation` is gone |
| `change` | the database: away, or `[=snake]_rotator` may not change the two roles |
| `publish` | Vault does not take the new version; the role in use is untouched, nothing is broken |

## Action

1. Mend what the table names, then rotate once by hand and see it through:

   ```sh
   kubectl --namespace [=project.name] create job --from cronjob/[=project.name]-rotation rotation-by-hand
   kubectl --namespace [=project.name] wait --for condition=complete --timeout 10m job/rotation-by-hand
   ```

2. A password has leaked: rotate twice, since the leaked one goes on to work until its role's turn comes again, and end its sessions:
   `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('[=snake]_a', '[=snake]_b');` The pools make new ones.

## Rollback

The version before in Vault still opens the database until the next rotation:

```sh
bao kv rollback -mount=secret -version=N [=project.name]
```

The program takes it within half a minute, without a restart.
