# For the day on which the program consumes a queue; today it does not, and no overlay lists this. It adds a trigger on
# what waits: name the queue's own metric in the query, and how many messages one replica works off in a minute.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - target:
      group: keda.sh
      kind: ScaledObject
      name: [=project.name]
    patch: |
      - op: add
        path: /spec/triggers/-
        value:
          type: prometheus
          name: queue
          metadata:
            serverAddress: http://prometheus-operated.monitoring:9090
            query: sum(rabbitmq_queue_messages_ready{queue="[=project.name]"})
            threshold: "100"
            activationThreshold: "1"
            ignoreNullValues: "false"
