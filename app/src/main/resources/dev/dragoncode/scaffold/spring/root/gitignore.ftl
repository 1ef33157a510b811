target/
.env
*.log
[#if has.security && !has.database]
audit.jsonl
[/#if]
.idea/
*.iml
.vscode/*
!.vscode/settings.json
.DS_Store
src/main/resources/application-local.properties
