[#include "/common/facts.ftl"]
# Changes the database's password every night without a gap. There are two login roles; one is in use. The other gets a
# new password, is tried, and only then takes over: the one before goes on to work until the next night.
apiVersion: v1
kind: ServiceAccount
metadata:
  name: [=project.name]-rotation
automountServiceAccountToken: false
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: [=project.name]-rotation
spec:
  schedule: "41 3 * * *"
  timeZone: Etc/UTC
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 2
      activeDeadlineSeconds: 600
      ttlSecondsAfterFinished: 604800
      template:
        metadata:
          labels:
            app.kubernetes.io/name: [=project.name]
            app.kubernetes.io/component: job
        spec:
          restartPolicy: Never
          serviceAccountName: [=project.name]-rotation
          automountServiceAccountToken: false
          enableServiceLinks: false
          securityContext:
            runAsNonRoot: true
            runAsUser: 10001
            runAsGroup: 10001
            fsGroup: 10001
            seccompProfile:
              type: RuntimeDefault
          initContainers:
            - name: choose
              image: openbao/openbao:[=v["openbao"]]
              command: [sh, -euc]
              args:
                - |
                  umask 077
                  export BAO_TOKEN="$(bao write -field=token auth/kubernetes/login role="$ROLE" jwt=@/var/run/secrets/vault/token)"
                  case "$(bao kv get -mount=secret -field=username "$SECRET")" in
                    [=snake]_a) printf %s [=snake]_b ;;
                    *) printf %s [=snake]_a ;;
                  esac >/work/username
                  head -c 36 /dev/urandom | base64 | tr -d '+/=\n' >/work/password
              envFrom: &vault
                - configMapRef:
                    name: [=project.name]-rotation
              env: &home
                - {name: HOME, value: /work}
              resources: &small
                requests: {cpu: 50m, memory: 64Mi}
                limits: {memory: 256Mi}
              securityContext: &confined
                runAsNonRoot: true
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              volumeMounts: &withVault
                - name: work
                  mountPath: /work
                - name: vault-token
                  mountPath: /var/run/secrets/vault
                  readOnly: true
            - name: change
              image: postgres:[=image("postgres", "18")]
              command: [bash, -euc]
              args:
                - |
                  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 <<'SQL'
                  \set role `cat /work/username`
                  \set password `cat /work/password`
                  ALTER ROLE :"role" PASSWORD :'password';
                  SQL
                  PGUSER="$(cat /work/username)" PGPASSWORD="$(cat /work/password)" psql --no-psqlrc --quiet --command='SELECT 1' >/dev/null
              envFrom:
                - configMapRef:
                    name: [=project.name]-database
              env:
                - name: PGUSER
                  valueFrom:
                    secretKeyRef: {name: [=project.name]-rotation, key: username}
                - name: PGPASSWORD
                  valueFrom:
                    secretKeyRef: {name: [=project.name]-rotation, key: password}
              resources: *small
              securityContext: *confined
              volumeMounts:
                - name: work
                  mountPath: /work
          containers:
            - name: publish
              image: openbao/openbao:[=v["openbao"]]
              command: [sh, -euc]
              args:
                - |
                  export BAO_TOKEN="$(bao write -field=token auth/kubernetes/login role="$ROLE" jwt=@/var/run/secrets/vault/token)"
                  bao kv patch -mount=secret "$SECRET" username=@/work/username password=@/work/password >/dev/null
              envFrom: *vault
              env: *home
              resources: *small
              securityContext: *confined
              volumeMounts: *withVault
          volumes:
            - name: work
              emptyDir:
                medium: Memory
                sizeLimit: 1Mi
            - name: vault-token
              projected:
                sources:
                  - serviceAccountToken:
                      audience: vault
                      expirationSeconds: 600
                      path: token
