#!/bin/sh
# Becomes the broker, which gives root up by itself.
set -eu

if [ "$(id -u)" -eq 0 ] && [ -d /mosquitto ]; then chown -R mosquitto:mosquitto /mosquitto || true; fi
exec "$@"
