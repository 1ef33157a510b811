[#macro owner user password]
            - name: [=user]
              valueFrom:
                secretKeyRef:
                  name: [=project.name]-migrations
                  key: username
            - name: [=password]
              valueFrom:
                secretKeyRef:
                  name: [=project.name]-migrations
                  key: password
[/#macro]
[#macro environment]
          envFrom:
            - configMapRef:
                name: [=project.name]
[#if has.database]
            - configMapRef:
                name: [=project.name]-database
[/#if]
          env:
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
[#if has.database && !has.secrets]
            - name: PGUSER
              valueFrom:
                secretKeyRef:
                  name: [=project.name]-database
                  key: username
            - name: PGPASSWORD
              valueFrom:
                secretKeyRef:
                  name: [=project.name]-database
                  key: password
[/#if]
[#if has.database && has.security && stack.migrate?size == 0]
            # migrations run as the tables' owner when the program starts
[@owner "SPRING_FLYWAY_USER" "SPRING_FLYWAY_PASSWORD" /]
[/#if]
[#if has.payments]
            - name: STRIPE_SECRET_KEY
              valueFrom:
                secretKeyRef:
                  name: [=project.name]-stripe
                  key: secret-key
            - name: STRIPE_WEBHOOK_SECRET
              valueFrom:
                secretKeyRef:
                  name: [=project.name]-stripe
                  key: webhook-secret
[/#if]
[/#macro]
apiVersion: [=has.rollout?then("argoproj.io/v1alpha1", "apps/v1")]
kind: [=has.rollout?then("Rollout", "Deployment")]
metadata:
  name: [=project.name]
  labels:
    app.kubernetes.io/name: [=project.name]
spec:
  # replicas are the autoscaler's: a number here would undo what it did at each deployment
  revisionHistoryLimit: 5
[#if !has.rollout]
  progressDeadlineSeconds: 300
[/#if]
  selector:
    matchLabels:
      app.kubernetes.io/name: [=project.name]
      app.kubernetes.io/component: api
[#if has.rollout]
  # a revision whose pods do not become ready is given up, like one that breaks the objective
  progressDeadlineSeconds: 300
  progressDeadlineAbort: true
  strategy:
    canary:
      stableService: [=project.name]-stable
      canaryService: [=project.name]-canary
      # Weights are shares of replicas: with 3 of them 10 % means one pod of four. A traffic router makes finer steps.
      maxSurge: 1
      maxUnavailable: 0
      abortScaleDownDelaySeconds: 60
      analysis:
        # judged all the way from the first step on; a breach at any time sends the revision back
        startingStep: 1
        templates:
          - templateName: [=project.name]-objectives
        args:
          - name: revision
            valueFrom:
              podTemplateHashValue: Latest
          - name: max-error-ratio
            value: "0.01"
          - name: max-slow-ratio
            value: "0.10"
          # more minutes than the steps take: nothing is let off before the end
          - name: minutes
            value: "60"
      steps:
        - setWeight: 10
        - pause: {duration: 10m}
        - setWeight: 30
        - pause: {duration: 10m}
        - setWeight: 60
        - pause: {duration: 10m}
[#else]
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
[/#if]
  template:
    metadata:
      labels:
        app.kubernetes.io/name: [=project.name]
        app.kubernetes.io/component: api
    spec:
      serviceAccountName: [=project.name]
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext:
        runAsNonRoot: true
        runAsUser: [=stack.user]
        runAsGroup: [=stack.user]
        fsGroup: [=stack.user]
        seccompProfile:
          type: RuntimeDefault
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app.kubernetes.io/name: [=project.name]
              app.kubernetes.io/component: api
      # preStop, then what the program's own shutdown may take
      terminationGracePeriodSeconds: [=stack.shutdownSeconds?number + 10]
[#if has.secrets || (has.database && stack.migrate?size > 0)]
      initContainers:
[/#if]
[#if has.secrets]
        # Logs in with the pod's own identity and keeps a fresh token in memory for as long as the pod lives.
        - name: vault-agent
          image: openbao/openbao:[=v["openbao"]]
          restartPolicy: Always
          command: [bao, agent, -config=/vault/config/agent.hcl]
          env:
            - {name: HOME, value: /vault/token}
          envFrom:
            - configMapRef:
                name: [=project.name]
          startupProbe:
            exec:
              command: [test, -s, /vault/token/token]
            periodSeconds: 1
            failureThreshold: 60
          resources:
            requests: {cpu: 10m, memory: 32Mi}
            limits: {memory: 64Mi}
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
          volumeMounts:
            - name: vault-config
              mountPath: /vault/config
              readOnly: true
            - name: vault-identity
              mountPath: /var/run/secrets/vault
              readOnly: true
            - name: vault-token
              mountPath: /vault/token
[/#if]
[#if has.database && stack.migrate?size > 0]
        # the pods wait for each other at the migrations' own lock
        - name: migrate
          image: [=project.name]
          command: [[=stack.migrate?join(", ")]]
[#if has.security]
          # as the tables' owner, which the program is not
          envFrom:
            - configMapRef:
                name: [=project.name]-database
          env:
[@owner "PGUSER" "PGPASSWORD" /]
[#else]
[@environment /]
[/#if]
          resources:
            requests: {cpu: [=stack.cpuRequest], memory: [=stack.memoryRequest]}
            limits: {memory: [=stack.memoryLimit]}
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
          volumeMounts:
            - name: tmp
              mountPath: /tmp
[#if has.secrets && !has.security]
            - name: vault-token
              mountPath: /vault/token
              readOnly: true
[/#if]
[/#if]
      containers:
        - name: api
          image: [=project.name]
          ports:
            - name: http
              containerPort: [=stack.port]
[@environment /]
          startupProbe:
            httpGet:
              path: [=stack.live]
              port: http
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            # asks the process alone: a database that is away must not restart every pod
            httpGet:
              path: [=stack.live]
              port: http
            periodSeconds: 10
            timeoutSeconds: 3
            failureThreshold: 3
          readinessProbe:
            httpGet:
              path: [=stack.ready]
              port: http
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 2
          lifecycle:
            preStop:
              # until every proxy has heard that this pod is going
              sleep:
                seconds: 5
          resources:
            # to start from: set them anew from a load test (load/README.md)
            requests:
              cpu: [=stack.cpuRequest]
              memory: [=stack.memoryRequest]
            limits:
              memory: [=stack.memoryLimit]
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
          volumeMounts:
            - name: tmp
              mountPath: /tmp
[#if has.secrets]
            - name: vault-token
              mountPath: /vault/token
              readOnly: true
[/#if]
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
[#if has.secrets]
        - name: vault-config
          configMap:
            name: [=project.name]-vault-agent
        - name: vault-token
          emptyDir:
            medium: Memory
            sizeLimit: 1Mi
        # good for Vault alone, and for an hour; the cluster's API does not take it
        - name: vault-identity
          projected:
            sources:
              - serviceAccountToken:
                  audience: vault
                  expirationSeconds: 3600
                  path: token
[/#if]
