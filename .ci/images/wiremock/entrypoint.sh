#!/bin/bash
# Becomes WireMock with the container's arguments, never as root.
set -euo pipefail

case "${1:--}" in
  -*)
    # shellcheck disable=SC2086 # several options in one variable, as the official image takes them
    set -- java ${JAVA_OPTS:-} -cp '/var/wiremock/lib/*:/var/wiremock/extensions/*' \
      wiremock.Run "$@" ${WIREMOCK_OPTIONS:-}
    ;;
esac
if [ "$(id -u)" -eq 0 ] && [ "$1" = java ]; then
  # A folder that is mounted read-only stays its owner's.
  chown wiremock:wiremock /home/wiremock 2>/dev/null || true
  exec setpriv --reuid=wiremock --regid=wiremock --init-groups "$@"
fi
exec "$@"
