[#include "/common/docs/runbooks/parts.ftl"]
# The nightly backup is missing

For the alert `[=project.type]BackupMissing` (ticket).

## Symptom

No backup has succeeded for 26 hours. If the database were lost now, more than a day would be lost with it.

## Check

```sh
kubectl --namespace [=project.name] get cronjob [=project.name]-backup
kubectl --namespace [=project.name] get jobs --sort-by .metadata.creationTimestamp | grep backup
kubectl --namespace [=project.name] logs --selector app.kubernetes.io/component=job --container dump --tail 50
kubectl --namespace [=project.name] logs --selector app.kubernetes.io/component=job --container upload --tail 50
```

## Action

1. `dump` failed: login or way to the database ([database outage](database-outage.md)), or the dump has outgrown its volume (`sizeLimit` in `deploy/base/database-backup.yaml`).
2. `upload` failed: the object store's keys or its bucket, in the secret `[=project.name]-backup`.
3. Make one now, and see it arrive:

   ```sh
   kubectl --namespace [=project.name] create job --from cronjob/[=project.name]-backup backup-by-hand
   kubectl --namespace [=project.name] wait --for condition=complete --timeout 30m job/backup-by-hand
   ```

## Rollback

There is nothing to go back to; if the job itself was changed, `git revert` the change and apply the overlay. Until a backup has succeeded, no migration is deployed.
