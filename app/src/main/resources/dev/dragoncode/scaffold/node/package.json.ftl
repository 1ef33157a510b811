{
  "name": "[=project.name]",
  "version": "0.1.0",
  "private": true,
  "description": "[=project.description]",
  "license": "UNLICENSED",
  "type": "module",
  "engines": {
    "node": ">=20.20"
  },
  "files": [
    "dist",
[#if has.database]
    "migrations",
[/#if]
[#if has.flags]
    "flags",
[/#if]
    "public"
  ],
  "scripts": {
    "dev": "tsx watch --env-file-if-exists=.env scripts/dev.ts",
    "build": "tsc -p tsconfig.build.json",
[#if has.telemetry]
    "start": "node --import ./dist/telemetry/tracing.js dist/main.js",
[#else]
    "start": "node dist/main.js",
[/#if]
    "test": "node --import tsx --test test/*.test.ts",
[#if has.tests]
    "coverage": "c8 node --import tsx --test --test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination=junit.xml test/*.test.ts",
[/#if]
    "lint": "tsc && eslint . && prettier --check .",
    "format": "prettier --write .",
[#if has.hooks]
    "secrets": "secretlint --maskSecrets \"**/*\"",
[/#if]
[#if has.database]
    "migrate": "tsx --env-file-if-exists=.env src/migrate.ts",
[/#if]
[#if has.image]
    "package": "npm run build && npm pack",
    "sbom": "npm sbom --sbom-format cyclonedx --omit dev",
[/#if]
    "openapi": "tsx scripts/openapi.ts"
  },
  "dependencies": {
[#if has.middleware]
    "@fastify/cors": "^[=v["@fastify/cors"]]",
    "@fastify/helmet": "^[=v["@fastify/helmet"]]",
[/#if]
    "@fastify/jwt": "^[=v["@fastify/jwt"]]",
[#if has.telemetry]
    "@fastify/otel": "^[=v["@fastify/otel"]]",
[/#if]
[#if has.middleware]
    "@fastify/rate-limit": "^[=v["@fastify/rate-limit"]]",
[/#if]
    "@fastify/static": "^[=v["@fastify/static"]]",
    "@fastify/swagger": "^[=v["@fastify/swagger"]]",
    "@fastify/type-provider-typebox": "^[=v["@fastify/type-provider-typebox"]]",
[#if has.flags]
    "@openfeature/core": "^[=v["@openfeature/core"]]",
    "@openfeature/flagd-core": "^[=v["@openfeature/flagd-core"]]",
    "@openfeature/server-sdk": "^[=v["@openfeature/server-sdk"]]",
[/#if]
    "@opentelemetry/api": "^[=v["@opentelemetry/api"]]",
    "@opentelemetry/exporter-prometheus": "^[=v["@opentelemetry/exporter-prometheus"]]",
[#if has.telemetry]
    "@opentelemetry/exporter-trace-otlp-proto": "^[=v["@opentelemetry/exporter-trace-otlp-proto"]]",
    "@opentelemetry/instrumentation": "^[=v["@opentelemetry/instrumentation"]]",
[#if has.database]
    "@opentelemetry/instrumentation-pg": "^[=v["@opentelemetry/instrumentation-pg"]]",
[/#if]
    "@opentelemetry/instrumentation-undici": "^[=v["@opentelemetry/instrumentation-undici"]]",
[/#if]
    "@opentelemetry/resources": "^[=v["@opentelemetry/resources"]]",
    "@opentelemetry/sdk-metrics": "^[=v["@opentelemetry/sdk-metrics"]]",
[#if has.telemetry]
    "@opentelemetry/sdk-trace-node": "^[=v["@opentelemetry/sdk-trace-node"]]",
[/#if]
    "fastify": "^[=v["fastify"]]",
    "fastify-plugin": "^[=v["fastify-plugin"]]",
    "jose": "^[=v["jose"]]",
[#if has.database]
    "node-pg-migrate": "^[=v["node-pg-migrate"]]",
    "pg": "^[=v["pg"]]",
[/#if]
[#if has.telemetry]
    "pino": "^[=v["pino"]]",
[/#if]
[#if has.payments]
    "stripe": "^[=v["stripe"]]",
[/#if]
    "typebox": "^[=v["typebox"]]"
  },
  "devDependencies": {
    "@eslint/js": "^[=v["@eslint/js"]]",
[#if has.hooks]
    "@secretlint/secretlint-rule-preset-recommend": "^[=v["@secretlint/secretlint-rule-preset-recommend"]]",
[/#if]
    "@types/node": "^[=v["@types/node"]]",
[#if has.database]
    "@types/pg": "^[=v["@types/pg"]]",
[/#if]
[#if has.tests]
    "c8": "^[=v["c8"]]",
[/#if]
    "eslint": "^[=v["eslint"]]",
[#if has.hooks]
    "lefthook": "^[=v["lefthook"]]",
[/#if]
    "prettier": "^[=v["prettier"]]",
[#if has.hooks]
    "secretlint": "^[=v["secretlint"]]",
[/#if]
    "tsx": "^[=v["tsx"]]",
    "typescript": "^[=v["typescript"]]",
    "typescript-eslint": "^[=v["typescript-eslint"]]"
  },
[#if has.tests]
  "c8": {
    "all": true,
    "include": [
      "src/**"
    ],
    "exclude": [
      "src/main.ts",
[#if has.database]
      "src/migrate.ts",
[/#if]
      "src/shutdown.ts",
      "src/healthcheck.ts"
    ],
    "reporter": [
      "text",
      "lcov"
    ],
    "check-coverage": true,
    "lines": 80,
    "branches": 75,
    "functions": 75
  },
[/#if]
  "allowScripts": {
[#if has.hooks]
    "lefthook": true,
[/#if]
    "esbuild": false
  }
}
