# A developer's machine: nothing else has to run, and anybody gets a token.
[#if has.database]
spring:
  autoconfigure:
    exclude: org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration

[/#if]
server:
  address: 127.0.0.1
[#if has.database]

management:
  endpoint:
    health:
      group:
        readiness:
          include: readinessState
[/#if]
[#if has.telemetry]

logging:
  structured:
    format:
      # For people to read.
      console: ""
[/#if]
