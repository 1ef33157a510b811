[#assign place = project.name + "-staging"]
[#include "/common/deploy/agent.hcl.ftl"]
