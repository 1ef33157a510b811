# [=project.title]

[=project.description]
[#if has.flags]

flags: [=action("actions/checkout")]
[/#if]
