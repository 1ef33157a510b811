# Copy to .env and fill in; .env stays out of git. For the emulators: dragoncode up --detach && dragoncode env > .env
OIDC_ISSUER=http://localhost:8090/default
# OIDC_AUDIENCE=[=project.name]
[#if has.database]
PGHOST=localhost
PGPORT=5432
PGDATABASE=app
PGUSER=
PGPASSWORD=
[/#if]
[#if has.payments]
STRIPE_API_BASE=http://localhost:12111
STRIPE_SECRET_KEY=
STRIPE_WEBHOOK_SECRET=
[/#if]
[#if has.middleware]
# CORS_ORIGINS=https://shop.example.com
# RATE_LIMIT_MAX=100
[/#if]
[#if has.secrets]
# VAULT_ADDR=http://localhost:8200
# VAULT_TOKEN=
# VAULT_TOKEN_FILE=/vault/token/token
# VAULT_SECRET_PATH=secret/data/[=project.name]
[/#if]
[#if has.telemetry]
# OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
[/#if]
[#if has.security && !has.database]
# AUDIT_LOG_FILE=audit.jsonl
[/#if]
[#if has.flags]
# FLAGS_FILE=flags/flags.json
[/#if]
