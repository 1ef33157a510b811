coverage/
dist/
# Written by tools, or by people in a way of their own.
.dragoncode/
.github/
.gitlab-ci.yml
deploy/
docs/
k8s/
*.md
*.yaml
*.yml
openapi.json
package-lock.json
sbom.cdx.json
