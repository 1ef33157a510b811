[#-- Lines whose length depends on names, as Prettier would break them. --]
[#assign width = 120]

[#function fit line broken]
  [#return (line?length <= width)?then(line, broken)]
[/#function]

[#function imports names from]
  [#local line = "import { " + names?join(", ") + " } from '" + from + "';"]
  [#return fit(line, "import {\n  " + names?join(",\n  ") + ",\n} from '" + from + "';")]
[/#function]

[#-- A property that is there only where the condition holds. --]
[#function spread condition name value]
  [#local line = "    ...(" + condition + " && { " + name + ": " + value + " }),"]
  [#return fit(line, "    ...(" + condition + " && {\n      " + name + ": " + value + ",\n    }),")]
[/#function]
