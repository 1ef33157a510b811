spring:
  application:
    name: [=project.name]
[#if has.database]
  datasource:
    url: jdbc:postgresql://${PGHOST}:${PGPORT:5432}/${PGDATABASE}?sslmode=${PGSSLMODE:prefer}
[#if has.secrets]
    # Where VAULT_ADDR is set, these come from there.
    username: ${PGUSER:}
    password: ${PGPASSWORD:}
[#else]
    username: ${PGUSER}
    password: ${PGPASSWORD}
[/#if]
    hikari:
      maximum-pool-size: 10
      # Milliseconds that a request waits for a connection before it fails.
      connection-timeout: 2000
      data-source-properties:
        # Seconds for an answer of the database, whatever happens to the network.
        socketTimeout: 30
[/#if]
  jackson:
    deserialization:
      # 1.5 is no whole number.
      accept-float-as-int: false
  lifecycle:
    # What is under way may finish before the process ends.
    timeout-per-shutdown-phase: 20s
  security:
    oauth2:
      resourceserver:
        jwt:
          issuer-uri: ${OIDC_ISSUER:}
          audiences: ${OIDC_AUDIENCE:}
  threads:
    virtual:
      enabled: true

server:
  port: ${PORT:8080}
[#if has.middleware]
  # The client's own address, as the ingress tells it.
  forward-headers-strategy: native
[/#if]

management:
[#if has.security]
  auditevents:
    # The service writes its own; what strangers try would fill the store.
    enabled: false
[/#if]
  endpoint:
    health:
      probes:
        enabled: true
      group:
        # A restart does not bring a dependency back, so liveness asks for none.
        liveness:
          include: livenessState
        readiness:
          include: readinessState[#if has.database], db[/#if]
  endpoints:
    web:
      exposure:
        include: health, info, prometheus
  metrics:
    distribution:
      slo:
        http.server.requests: 5ms, 10ms, 25ms, 50ms, 100ms, 250ms, 500ms, 1s, 2500ms, 5s, 10s
[#if has.telemetry]
  otlp:
    metrics:
      export:
        # Prometheus fetches them.
        enabled: false
  tracing:
    sampling:
      # Where traces go, and how many, OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_TRACES_SAMPLER_ARG say.
      probability: 1.0

logging:
  structured:
    format:
      console: ecs
    json:
      customizer: [=project.packageName].telemetry.PersonalData
[/#if]
[#if has.security && !has.database]

audit:
  file: ${AUDIT_LOG_FILE:audit.jsonl}
[/#if]
[#if has.middleware]

cors:
  origins: ${CORS_ORIGINS:}
[/#if]
[#if has.flags]

flags:
  file: ${FLAGS_FILE:flags/flags.json}
  shown: [=resource.file]-export
[/#if]
[#if has.middleware]

rate-limit:
  max: ${RATE_LIMIT_MAX:100}
  window: 1m
[/#if]
[#if has.secrets]

secrets:
  refresh: 10s
[/#if]
[#if has.payments]

stripe:
  api-base: ${STRIPE_API_BASE:https://api.stripe.com}
  secret-key: ${STRIPE_SECRET_KEY:}
  webhook-secret: ${STRIPE_WEBHOOK_SECRET:}
[/#if]
[#if has.secrets]

vault:
  addr: ${VAULT_ADDR:}
  token: ${VAULT_TOKEN:}
  token-file: ${VAULT_TOKEN_FILE:/vault/token/token}
  secret-path: ${VAULT_SECRET_PATH:secret/data/[=project.name]}
[/#if]
