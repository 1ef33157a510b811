#!/bin/sh
# Becomes the server with the container's arguments, never as root.
set -eu

case "${1:-}" in
  -*) set -- nats-server "$@" ;;
esac
if [ "$(id -u)" -eq 0 ] && [ "$1" = nats-server ]; then
  exec setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
fi
exec "$@"
