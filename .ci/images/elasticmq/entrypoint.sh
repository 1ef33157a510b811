#!/bin/bash
# Becomes ElasticMQ with the options that the official image takes from JAVA_OPTS.
set -euo pipefail
# shellcheck disable=SC2086 # several options in one variable
exec java ${JAVA_OPTS:-} -Dconfig.file=/opt/elasticmq.conf -cp '/opt/docker/lib/*' org.elasticmq.server.Main "$@"
