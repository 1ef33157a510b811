# Lies over ../compose.yaml: the workspace, which reaches the others by their names.
services:
  workspace:
    build:
      context: .
    command: sleep infinity
    init: true
    volumes: [..:/workspace:cached]
[#if has.database]
    depends_on:
      postgresql: {condition: service_healthy}
[/#if]
    environment:
      OIDC_ISSUER: http://oidc:8080/default
[#if has.database]
      PGHOST: postgresql
      PGPORT: "5432"
      PGUSER: dragoncode
      PGPASSWORD: dragoncode
      PGDATABASE: app
      DATABASE_URL: postgresql://dragoncode:dragoncode@postgresql:5432/app
[/#if]
[#if has.payments]
      STRIPE_API_BASE: http://stripe:12111
[/#if]
[#if has.telemetry]
      OTEL_EXPORTER_OTLP_ENDPOINT: http://opentelemetry-collector:4318
[/#if]
