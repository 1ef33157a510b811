id: openbao
name: OpenBao
category: identity
icon: fth-lock
licence: MPL-2.0
docs: https://openbao.org/docs/

container:
  image: openbao/openbao:[=v["openbao"]]
  command: [server, -dev, -dev-no-store-token]
  environment:
    BAO_DEV_ROOT_TOKEN_ID: ${parameter.token}
    BAO_DEV_LISTEN_ADDRESS: 0.0.0.0:${containerPort.http}
  memory: 256MiB
  gaps:
    - A development server keeps everything in memory and is never sealed; a stop loses what it held.

ports:
  - name: http
    containerPort: 8200

parameters:
  - name: token
    description: The token that may do everything
    value: dragoncode
    secret: true

readiness:
  - http: /v1/sys/health
    port: http

connect:
  dotenv:
    VAULT_ADDR: http://${host}:${port.http}
    VAULT_TOKEN: ${parameter.token}
    BAO_ADDR: http://${host}:${port.http}
    BAO_TOKEN: ${parameter.token}

client: bao kv get -address=http://${host}:${port.http} -mount=secret [=project.name]

startTimeout: 30s
stopGrace: 5s
