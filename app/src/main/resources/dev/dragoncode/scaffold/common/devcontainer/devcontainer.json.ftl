[#assign ide = (stack.id == "spring")?then(["vscjava.vscode-java-pack", "vmware.vscode-spring-boot"], ["dbaeumer.vscode-eslint", "esbenp.prettier-vscode"])]
{
  // the program's tools, and beside them what it talks to: compose.yaml
  "name": "[=project.name]",
  "dockerComposeFile": ["../compose.yaml", "compose.yaml"],
  "service": "workspace",
  "workspaceFolder": "/workspace",
  "remoteUser": "dev",
  "forwardPorts": [[=stack.port]],
  "postCreateCommand": "[=stack.install?has_content?then(stack.install, "mvn --batch-mode --quiet dependency:resolve dependency:resolve-plugins")]",
  "customizations": {
    "vscode": {
      "extensions": [[#list ide as each]"[=each]"[#sep], [/#list]]
    }
  }
}
