# Lets through the API alone: health, metrics and the demo page stay inside.
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: [=project.name]
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
spec:
  ingressClassName: traefik
  tls:
    - hosts: [[=project.name].example.com]
      secretName: [=project.name]-tls
  rules:
    - host: [=project.name].example.com
      http:
        paths:
          - path: /api
            pathType: Prefix
            backend:
              service:
                name: [=project.name]
                port:
                  name: http
[#if has.payments && stack.webhookPath??]
          - path: [=stack.webhookPath]
            pathType: Exact
            backend:
              service:
                name: [=project.name]
                port:
                  name: http
[/#if]
