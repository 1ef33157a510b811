coverage/
dist/
load/
# Written by tools, or by people in a way of their own.
.devcontainer/
.dragoncode/
monitoring/
*.md
*.yaml
*.yml
openapi.json
package-lock.json
package.json
sbom.cdx.json
