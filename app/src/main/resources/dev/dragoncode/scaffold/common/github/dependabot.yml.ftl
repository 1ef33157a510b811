[#macro updates ecosystem directory]
  - package-ecosystem: [=ecosystem]
    directory: [=directory]
    schedule:
      interval: weekly
    # a release that was made this morning may be withdrawn this evening
    cooldown:
      default-days: 5
    groups:
      small:
        update-types: [minor, patch]
[/#macro]
version: 2
updates:
[@updates stack.dependencyEcosystem "/" /]
[@updates "github-actions" "/" /]
[#if has.image]
[@updates "docker" "/" /]
[/#if]
[#if has.team]
[@updates "docker" "/.devcontainer" /]
[@updates "docker-compose" "/" /]
[/#if]
