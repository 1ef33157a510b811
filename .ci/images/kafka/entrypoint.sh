#!/bin/bash
# Turns KAFKA_* variables into the broker's configuration, formats its log folder once, and becomes
# the broker.
set -euo pipefail

properties=/opt/kafka/config/server.properties
# What is no setting of the broker's own.
settings="$(env | grep -E '^KAFKA_' \
  | grep -vE '^KAFKA_(HEAP_OPTS|OPTS|JVM_PERFORMANCE_OPTS|LOG4J_[A-Z_]+|GC_LOG_OPTS|JMX_[A-Z_]+|VERSION|HOME)=' || true)"
: >"$properties"
while IFS='=' read -r name value; do
  if [ -z "$name" ]; then continue; fi
  key="${name#KAFKA_}"
  key="${key,,}"
  # three underscores are a hyphen, two an underscore, one a full stop
  key="$(printf '%s' "$key" | sed -e 's/___/\x01/g' -e 's/__/\x02/g' -e 's/_/./g' -e 's/\x01/-/g' -e 's/\x02/_/g')"
  printf '%s=%s\n' "$key" "$value" >>"$properties"
done <<<"$settings"
grep -q '^log.dirs=' "$properties" || echo 'log.dirs=/tmp/kraft-combined-logs' >>"$properties"

logging=(-Dorg.slf4j.simpleLogger.logFile=System.out -Dorg.slf4j.simpleLogger.showDateTime=true
  -Dorg.slf4j.simpleLogger.showThreadName=false -Dorg.slf4j.simpleLogger.log.org.apache.kafka.common=warn)
quick=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
java "${quick[@]}" -Xmx128m -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format --ignore-formatted \
  --cluster-id "${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}" --config "$properties"
# shellcheck disable=SC2086 # several options in one variable, as the official image takes them
exec java "${quick[@]}" ${KAFKA_HEAP_OPTS:--Xmx1G -Xms1G} ${KAFKA_OPTS:-} "${logging[@]}" \
  -cp '/opt/kafka/libs/*' kafka.Kafka "$properties"
