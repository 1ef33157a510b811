- op: remove
  path: /spec/strategy/canary
- op: add
  path: /spec/strategy/blueGreen
  value:
    activeService: [=project.name]
    previewService: [=project.name]-preview
    autoPromotionEnabled: true
    scaleDownDelaySeconds: 1200
    abortScaleDownDelaySeconds: 60
    # The preview has no traffic of its own, so there is nothing to measure before the switch but that it is ready.
    postPromotionAnalysis:
      templates:
        - templateName: [=project.name]-objectives
      args:
        - name: revision
          valueFrom:
            podTemplateHashValue: Latest
        - name: minutes
          value: "15"
