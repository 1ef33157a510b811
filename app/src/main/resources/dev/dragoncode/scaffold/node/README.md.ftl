[#assign folder = resource.path?keep_after_last("/")]
# [=project.title]

[=project.description] Whether it is worth it is told by one number: [=goal.metric], [=goal.target], by [=goal.until] ([scope](docs/scope.md)).

## Run it

```sh
npm ci
npm run dev
```

Then open http://localhost:[=stack.port]: the page creates [=resource.labels] through the API. Locally the service signs its visitors' tokens itself; everywhere else `OIDC_ISSUER` names who does.
[#if has.database]
With `DATABASE_URL` or the `PG…` variables set (`dragoncode up` starts PostgreSQL, `dragoncode env` prints them), data is kept there, and `npm run dev` migrates it first.
[/#if]

```sh
TOKEN=$(curl -s -X POST localhost:[=stack.port]/dev/token | node -p 'JSON.parse(fs.readFileSync(0)).token')
curl -H "Authorization: Bearer $TOKEN" localhost:[=stack.port][=resource.path]
```

## Work on it

| | |
| --- | --- |
| `npm test` | all tests[#if has.database]; those that need PostgreSQL say so and are left out without it[/#if] |
[#if has.tests]
| `npm run coverage` | the same, and fails below the threshold in package.json |
[/#if]
| `npm run lint` | types, ESLint, formatting; `npm run format` mends the latter |
| `npm run build` | compiles to `dist`; `npm start` runs that |
[#if has.database]
| `npm run migrate` | brings the database to this version's schema |
[/#if]
| `npm run openapi` | writes the API's contract to openapi.json; a running service shows it at `/openapi.json` |
[#if has.image]
| `npm run package` | a tarball; the same commit makes the same bytes |
| `npm run sbom` | what is in it, as CycloneDX |
| `docker build -t [=project.name] .` | the image |
[/#if]

## Where things are

| | |
| --- | --- |
| `src/main.ts`, `src/app.ts`, `src/services.ts` | the start, the routes, and what they are wired to |
| `src/config.ts` | every setting; a wrong one stops the start with its name ([.env.example](.env.example)) |
| `src/[=folder]` | the slice: model and schema, routes, stores behind one interface, events that are counted |
| `src/auth.ts`, `src/issuer.ts` | tokens[#if has.security]; roles are in `src/security`[/#if] |
[#if has.database]
| `src/database`, `migrations` | the pool, and versioned steps of the schema |
[/#if]
[#if has.flags]
| `flags/flags.json` | feature flags, each with an owner and a day on which it goes; a running service follows an edit within a second |
[/#if]
[#if has.payments]
| `src/payments` | Stripe: payments with idempotency keys, signed webhooks at `/webhooks/stripe` |
[/#if]
[#if has.secrets]
| `src/secrets` | the database's login from Vault or OpenBao, and its rotation without a restart |
[/#if]
[#if has.telemetry]
| `src/telemetry` | traces by OTLP, JSON logs with trace ids and without personal data |
[/#if]

## What it tells about itself

`/health/live` says that the process runs, `/health/ready` that it can work, `/metrics` everything else to Prometheus. The share of requests that fail:

```promql
sum(rate([=stack.requestsTotal]{[=stack.errorSelector]}[5m])) / sum(rate([=stack.requestsTotal][5m]))
```

The goal's event is `[=resource.table][=stack.goalCounterSuffix]`.
