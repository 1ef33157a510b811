[#assign environment = "staging"]
[#assign host = "staging." + project.name + ".example.com"]
[#include "../../overlay.ftl"]
