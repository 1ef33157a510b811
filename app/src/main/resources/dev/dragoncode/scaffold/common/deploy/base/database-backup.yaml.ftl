[#include "/common/facts.ftl"]
# Every night: a dump, proof that it can be read, a copy outside the cluster. How long copies are kept is the bucket's
# lifecycle; that they can be restored is what scripts/restore-drill is for.
apiVersion: batch/v1
kind: CronJob
metadata:
  name: [=project.name]-backup
spec:
  schedule: "23 2 * * *"
  timeZone: Etc/UTC
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 2
      activeDeadlineSeconds: 7200
      ttlSecondsAfterFinished: 604800
      template:
        metadata:
          labels:
            app.kubernetes.io/name: [=project.name]
            app.kubernetes.io/component: job
        spec:
          restartPolicy: Never
          serviceAccountName: [=project.name]
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
            - name: dump
              image: postgres:[=image("postgres", "18")]
              command: [bash, -euc]
              args:
                - |
                  file="/backup/[=snake]-$(date -u +%Y%m%dT%H%M%SZ).dump"
                  pg_dump --format=custom --no-owner --file="$file"
                  pg_restore --list "$file" >/dev/null
              envFrom:
                - configMapRef:
                    name: [=project.name]-database
              env:
                - name: PGUSER
                  valueFrom:
                    secretKeyRef:
                      name: [=project.name]-backup
                      key: username
                - name: PGPASSWORD
                  valueFrom:
                    secretKeyRef:
                      name: [=project.name]-backup
                      key: password
              resources:
                requests: {cpu: 100m, memory: 128Mi}
                limits: {memory: 512Mi}
              securityContext: &confined
                runAsNonRoot: true
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              volumeMounts: &mounts
                - name: backup
                  mountPath: /backup
                - name: tmp
                  mountPath: /tmp
          containers:
            - name: upload
              image: rclone/rclone:[=v["rclone"]]
              args: [copy, /backup, "store:$(BUCKET)/[=project.name]", --immutable, --s3-no-check-bucket]
              env:
                - {name: RCLONE_CONFIG_STORE_TYPE, value: s3}
                - {name: RCLONE_CONFIG_STORE_SERVER_SIDE_ENCRYPTION, value: AES256}
                - {name: XDG_CONFIG_HOME, value: /tmp}
                - name: RCLONE_CONFIG_STORE_ENDPOINT
                  valueFrom:
                    secretKeyRef: {name: [=project.name]-backup, key: endpoint}
                - name: RCLONE_CONFIG_STORE_ACCESS_KEY_ID
                  valueFrom:
                    secretKeyRef: {name: [=project.name]-backup, key: access-key-id}
                - name: RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY
                  valueFrom:
                    secretKeyRef: {name: [=project.name]-backup, key: secret-access-key}
                - name: BUCKET
                  valueFrom:
                    secretKeyRef: {name: [=project.name]-backup, key: bucket}
              resources:
                requests: {cpu: 50m, memory: 64Mi}
                limits: {memory: 256Mi}
              securityContext: *confined
              volumeMounts: *mounts
          volumes:
            - name: backup
              emptyDir:
                sizeLimit: 10Gi
            - name: tmp
              emptyDir:
                sizeLimit: 64Mi
