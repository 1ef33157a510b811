# On top of the service's own, in all tests.
[#if has.security && !has.database]
audit:
  file: target/audit.jsonl

[/#if]
[#if has.middleware]
cors:
  origins: https://shop.example.com

rate-limit:
  max: 100000

[/#if]
[#if has.flags]
flags:
  file: src/test/resources/flags.json
[/#if]
