[#assign environment = "production"]
[#assign host = project.name + ".example.com"]
[#include "../../overlay.ftl"]
