node_modules/
dist/
coverage/
*.tgz
*.log
junit.xml

# Settings of this machine, secrets among them.
.env
.env.*
!.env.example
[#if has.image]

# Written anew by each build.
sbom.cdx.json
[/#if]
[#if has.security]

# The audit trail of local runs.
audit.jsonl
[/#if]
