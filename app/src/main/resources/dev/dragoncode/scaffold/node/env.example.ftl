# Copy to .env, which is not committed. `dragoncode env` prints the addresses of the emulators that it has started.

# Tokens of the process's own for the demo page; or those of an issuer.
LOCAL_AUTH=1
#OIDC_ISSUER=
#OIDC_AUDIENCE=
#LOG_LEVEL=debug
[#if has.database]

# Without a database, data is kept in memory.
#DATABASE_URL=
[/#if]
[#if has.payments]

# Without a key there are no payments.
#STRIPE_SECRET_KEY=
#STRIPE_WEBHOOK_SECRET=
#STRIPE_API_BASE=
[/#if]
[#if has.middleware]

#CORS_ORIGINS=
#RATE_LIMIT_MAX=100
#TRUSTED_PROXIES=0
[/#if]
[#if has.secrets]

# Without Vault or OpenBao, the database's login stands in its address.
#VAULT_ADDR=
#VAULT_TOKEN=
[/#if]
[#if has.telemetry]

# Without a collector, spans only give log lines their ids.
#OTEL_EXPORTER_OTLP_ENDPOINT=
[/#if]
