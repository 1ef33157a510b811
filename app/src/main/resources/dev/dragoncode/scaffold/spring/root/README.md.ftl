# [=project.title]

[=project.description]

## Run it

It needs Maven [=v["maven"]] or newer and a JDK [=v["java"]] somewhere on the machine; Maven itself may run on an older one.

```sh
mvn spring-boot:run -Dspring-boot.run.profiles=local
```

The page is at <http://localhost:8080>. The profile `local` needs nothing else: [=resource.labels] live in memory, and `POST /dev/token` hands out tokens.

Against DragonCode's emulators, wired as in production:

```sh
dragoncode up --detach
set -a; eval "$(dragoncode env)"; set +a
[#if has.payments]
STRIPE_WEBHOOK_SECRET=whsec_local mvn spring-boot:run
[#else]
mvn spring-boot:run
[/#if]
```

A first [=resource.label], in the profile `local`:

```sh
token=$(curl -s -X POST localhost:8080/dev/token | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
curl -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
  -d '{[#list resource.fields as f]"[=f.name]": [=f.jsonSample][#sep], [/#list]}' \
  localhost:8080[=resource.path]
```

`src/main/resources/static/openapi.yaml` describes the routes; a test holds it against them, and the service serves it at `/openapi.yaml`.

## Test it

```sh
mvn verify[#if has.tests]                              # unit and integration tests, coverage, format
mvn test                                # without the integration tests
[#if has.database]
dragoncode up --detach; dragoncode test # integration tests against the emulators
[/#if]
[#else]

[/#if]
mvn spotless:apply                      # format
```
[#if has.tests && has.database]

Integration tests (`*IT`) take the database that `PGHOST` and its kin name, and are skipped where there is none; in CI they never are.
[/#if]
[#if has.hooks]

`lefthook install` once in each clone formats and looks for secrets before each commit, and runs the fast tests before each push.
[/#if]

## Configure it

Outside the profile `local` a missing setting stops the start and is named.

| variable | what |
| --- | --- |
| `OIDC_ISSUER` | the OpenID Connect issuer whose tokens are taken; needed |
| `OIDC_AUDIENCE` | whom tokens have to be for; without it every token of the issuer is taken |
| `PORT` | 8080 |
[#if has.database]
| `PGHOST`, `PGPORT`, `PGDATABASE`, `PGSSLMODE` | the PostgreSQL database |
[#if has.secrets]
| `VAULT_ADDR`, `VAULT_TOKEN` or `VAULT_TOKEN_FILE`, `VAULT_SECRET_PATH` | a Vault or OpenBao with the fields `username` and `password`; looked at every 10 s, and a change reaches the connection pool without a restart |
| `PGUSER`, `PGPASSWORD` | where there is no `VAULT_ADDR`, or nothing at the path yet |
[#else]
| `PGUSER`, `PGPASSWORD` | its user |
[/#if]
| `SPRING_FLYWAY_USER`, `SPRING_FLYWAY_PASSWORD` | the schema's owner, where that is another |
[/#if]
[#if has.payments]
| `STRIPE_SECRET_KEY`, `STRIPE_WEBHOOK_SECRET` | the account, and the secret of the webhook to `/webhooks/stripe` |
| `STRIPE_API_BASE` | a fake in Stripe's place |
[/#if]
[#if has.flags]
| `FLAGS_FILE` | `flags/flags.json`; a change counts within a second |
[/#if]
[#if has.middleware]
| `CORS_ORIGINS` | sites whose pages may call the API, separated by commas |
| `RATE_LIMIT_MAX` | requests of one address in a minute, 100; each instance counts by itself |
[/#if]
[#if has.telemetry]
| `OTEL_EXPORTER_OTLP_ENDPOINT` | where traces go, as in `http://collector:4318`; nowhere without it |
[/#if]
[#if has.security && !has.database]
| `AUDIT_LOG_FILE` | where audit events are added, on a disk that stays |
[/#if]

## Measure it

`/actuator/prometheus` has `[=resource.table]_added_total`, which the goal in `dragoncode.yaml` is measured by, and the rate of errors:

```
sum(rate(http_server_requests_seconds_count{status=~"5..", uri!~"/actuator.*"}[5m]))
  / sum(rate(http_server_requests_seconds_count{uri!~"/actuator.*"}[5m]))
```

`/actuator/health/liveness` and `/actuator/health/readiness` are for the platform.
[#if has.security]

## Who may do what

The claim `roles` of a token: a `viewer` reads, an `editor` writes as well, an `admin` deletes as well. Who did what stands in [#if has.database]the table `audit_events`[#else]the file `AUDIT_LOG_FILE`[/#if].
[#if has.database]
`db/roles.sql` makes the database's roles: the schema's owner, and what the service logs in as.
[/#if]
[/#if]
[#if has.image]

## Ship it

```sh
docker build -t [=project.name] .
mvn package jib:dockerBuild             # the same without a Dockerfile
```

The jar is the same bit by bit for the same sources, and has its SBOM inside (`META-INF/sbom/application.cdx.json`).
[/#if]
