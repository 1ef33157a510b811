#!/bin/bash
# Makes the broker instance at the first start, then becomes the broker. Unlike the official image it
# takes every user name and password.
set -euo pipefail

if [ "${1:-}" != run ]; then exec "$@"; fi
if [ ! -f etc/broker.xml ]; then
  mkdir -p etc
  cat >etc/broker.xml <<XML
<configuration xmlns="urn:activemq">
  <core xmlns="urn:activemq:core">
    <name>0.0.0.0</name>
    <journal-type>NIO</journal-type>
    <journal-file-size>10M</journal-file-size>
    <journal-min-files>2</journal-min-files>
    <security-enabled>false</security-enabled>
    <max-disk-usage>-1</max-disk-usage>
    <acceptors>
      <acceptor name="artemis">tcp://0.0.0.0:61616?protocols=CORE,AMQP,STOMP</acceptor>
    </acceptors>
    <addresses>
      <address name="DLQ"><anycast><queue name="DLQ"/></anycast></address>
      <address name="ExpiryQueue"><anycast><queue name="ExpiryQueue"/></anycast></address>
    </addresses>
    <address-settings>
      <address-setting match="#">
        <dead-letter-address>DLQ</dead-letter-address>
        <expiry-address>ExpiryQueue</expiry-address>
      </address-setting>
    </address-settings>
  </core>
</configuration>
XML
fi
# shellcheck disable=SC2086 # several options in one variable, as the official image takes them
exec java -XX:+UseSerialGC -Xmx1G ${JAVA_ARGS_APPEND:-} --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -Dorg.slf4j.simpleLogger.logFile=System.out \
  -Dorg.slf4j.simpleLogger.showDateTime=true -cp '/opt/artemis/lib/*' \
  org.apache.activemq.artemis.core.server.embedded.Main "$PWD"
