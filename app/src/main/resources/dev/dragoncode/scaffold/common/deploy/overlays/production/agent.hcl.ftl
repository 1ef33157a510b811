[#assign place = project.name]
[#include "/common/deploy/agent.hcl.ftl"]
