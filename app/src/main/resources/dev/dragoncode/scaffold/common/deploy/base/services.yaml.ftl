apiVersion: v1
kind: Service
metadata:
  name: [=project.name]
  labels:
    app.kubernetes.io/name: [=project.name]
    app.kubernetes.io/component: api
spec:
  selector:
    app.kubernetes.io/name: [=project.name]
    app.kubernetes.io/component: api
  ports:
    - name: http
      port: 80
      targetPort: http
[#if has.rollout]
---
# Argo Rollouts narrows the two below to the pods of one revision; the one above reaches all.
apiVersion: v1
kind: Service
metadata:
  name: [=project.name]-stable
spec:
  selector:
    app.kubernetes.io/name: [=project.name]
    app.kubernetes.io/component: api
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: v1
kind: Service
metadata:
  name: [=project.name]-canary
spec:
  selector:
    app.kubernetes.io/name: [=project.name]
    app.kubernetes.io/component: api
  ports:
    - name: http
      port: 80
      targetPort: http
[/#if]
