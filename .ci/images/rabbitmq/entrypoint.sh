#!/bin/bash
# Writes the broker's default user, then becomes the broker, never as root.
set -euo pipefail

if [ "$1" != rabbitmq-server ]; then exec "$@"; fi

if [ "$(id -u)" -eq 0 ]; then
  chown -R rabbitmq:rabbitmq /var/lib/rabbitmq /etc/rabbitmq
  # Erlang makes a table as long as the limit: a million descriptors would cost a gigabyte.
  if [ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -gt 65536 ]; then ulimit -n 65536; fi
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$0" "$@"
fi

# binary VALUE: an Erlang binary; written as terms, since rabbitmq.conf cannot hold every password.
binary() {
  local text="${1//\\/\\\\}"
  printf '<<"%s"/utf8>>' "${text//\"/\\\"}"
}

{
  printf '[{rabbit, [{loopback_users, []}'
  if [ -n "${RABBITMQ_DEFAULT_USER:-}" ]; then printf ', {default_user, %s}' "$(binary "$RABBITMQ_DEFAULT_USER")"; fi
  if [ -n "${RABBITMQ_DEFAULT_PASS:-}" ]; then printf ', {default_pass, %s}' "$(binary "$RABBITMQ_DEFAULT_PASS")"; fi
  if [ -n "${RABBITMQ_DEFAULT_VHOST:-}" ]; then printf ', {default_vhost, %s}' "$(binary "$RABBITMQ_DEFAULT_VHOST")"; fi
  printf ']}].\n'
} >/etc/rabbitmq/advanced.config

shift
exec /usr/lib/rabbitmq/bin/rabbitmq-server "$@"
