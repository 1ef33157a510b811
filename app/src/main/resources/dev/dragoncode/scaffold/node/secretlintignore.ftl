node_modules/
dist/
coverage/
.dragoncode/
package-lock.json
# The local database's login, which DragonCode gives to everybody.
.github/workflows/
.gitlab-ci.yml
compose.yaml
.devcontainer/
# Made up for a test.
test/
