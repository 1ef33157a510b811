[#include "/common/facts.ftl"]
# What the program talks to, for machines without DragonCode (which does the same by `dragoncode up`): docker compose up --wait
name: [=project.name]

services:
  oidc:
    image: ghcr.io/navikt/mock-oauth2-server:[=v["mock-oauth2-server"]]
    environment:
      SERVER_PORT: "8080"
    ports: ["127.0.0.1:8081:8080"]
[#if has.database]

  postgresql:
    image: postgres:[=image("postgres", "18")]
    environment:
      POSTGRES_USER: dragoncode
      POSTGRES_PASSWORD: dragoncode
      POSTGRES_DB: app
    ports: ["127.0.0.1:5432:5432"]
    volumes: [postgresql:/var/lib/postgresql]
    healthcheck:
      test: [CMD, pg_isready, --username, dragoncode]
      interval: 2s
      retries: 30
[/#if]
[#if has.payments]

  # keeps no state; DragonCode's own fake does, and signs webhooks: dragoncode fakes start stripe
  stripe:
    image: stripe/stripe-mock:[=v["stripe-mock"]]
    ports: ["127.0.0.1:12111:12111"]
[/#if]
[#if has.secrets]

  openbao:
    image: openbao/openbao:[=v["openbao"]]
    command: [server, -dev, -dev-no-store-token]
    environment:
      BAO_DEV_ROOT_TOKEN_ID: dragoncode
      BAO_DEV_LISTEN_ADDRESS: 0.0.0.0:8200
    ports: ["127.0.0.1:8200:8200"]
    healthcheck:
      test: [CMD, bao, status, -address=http://127.0.0.1:8200]
      interval: 2s
      retries: 30
[/#if]
[#if has.telemetry]

  opentelemetry-collector:
    image: otel/opentelemetry-collector:[=v["opentelemetry-collector"]]
    command: ["--config=yaml:receivers::otlp::protocols::http::endpoint: 0.0.0.0:4318", "--config=yaml:exporters::debug::verbosity: normal", "--config=yaml:service::pipelines::traces: {receivers: [otlp], exporters: [debug]}"]
    ports: ["127.0.0.1:4318:4318"]
[/#if]
[#if has.slo]

  prometheus:
    image: prom/prometheus:[=v["prometheus"]]
    command: [--config.file=/etc/prometheus/prometheus.yaml]
    volumes:
      - ./monitoring/prometheus.yaml:/etc/prometheus/prometheus.yaml:ro
[#if !has.operations]
      - ./monitoring/alerts.yaml:/etc/prometheus/rules.yaml:ro
[/#if]
    extra_hosts: ["host.docker.internal:host-gateway"]
    ports: ["127.0.0.1:9090:9090"]
    healthcheck:
      test: [CMD, wget, --quiet, --spider, "http://127.0.0.1:9090/-/ready"]
      interval: 2s
      retries: 30
[/#if]
[#if has.database]

volumes:
  postgresql:
[/#if]
