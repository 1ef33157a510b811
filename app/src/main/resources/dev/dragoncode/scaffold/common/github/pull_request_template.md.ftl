[#include "/common/facts.ftl"]
## What changes, and for whom


## How it was tried


- [ ] a test fails without it
[#if has.release]
- [ ] CHANGELOG.md tells users of it, if they notice
[/#if]
[#if has.database]
- [ ] the release before runs on the changed schema
[/#if]
[#if has.slo]
- [ ] what may break has an alert and a runbook
[/#if]
