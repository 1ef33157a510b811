[#include "/common/facts.ftl"]
# Contributing

## Your first hour

You need [#if stack.id == "spring"]a JDK [=stack.runtimeVersion] and Maven[#else]Node [=stack.runtimeVersion] and npm[/#if], and DragonCode or Docker for what the program talks to. Or nothing of it: open the folder in its dev container
(`.devcontainer`), or run `vagrant up`.

```sh
git clone <address> && cd [=project.name]
dragoncode up            # or: docker compose up --wait
[#if stack.install?has_content]
[=stack.install]
[/#if]
[=stack.test]
[=stack.run]
```

How long that takes is measured, not guessed: `scripts/onboarding` clones the last commit into an empty folder, with empty caches, and goes on until the program has answered its first request.

| day | machine | clone to green tests | to the first answer |
| --- | --- | --- | --- |

Whoever joins runs it on the first day; the script adds the row. If it takes more than 15 minutes, that is a bug.

## A change

1. One change does one thing, and brings a test that fails without it.
2. `[=stack.format]` formats, `[=stack.lint]` finds what is left; [#if has.hooks]the hook does both before each commit, and [/#if]CI does not let it through otherwise.
3. The subject of a commit says what changed for whom, in the imperative: "Refuse [=resource.labels] without a name".
[#if has.release]
4. What users notice stands in CHANGELOG.md under Unreleased.
[/#if]
5. Open a pull request against `main`. It is merged once CI is green and somebody other than its author has read it, an owner among them (`.github/CODEOWNERS`).

## Where things are

| | |
| --- | --- |
| [#if stack.id == "spring"]`src/main/java`, `src/test/java`[#else]`src`, `test`[/#if] | the program and its tests |
[#if has.operations]
| `deploy` | Kubernetes: a base, staging and production, and what can be switched on |
[/#if]
[#if has.slo]
| `slo`, `monitoring` | what is good enough, and who is told when it is not |
[/#if]
| `docs` | [#if has.operations]runbooks, on call, cost, [/#if]the scope |
[#if has.slo || has.operations]
| `load` | the load baseline |
[/#if]
| `scripts` | what people and CI run |

[#if has.release]
## A release

`scripts/release 1.2.0` sets the version, closes the changelog's section, commits and tags. Push the tag, and the workflow builds, signs and publishes.[#if has.operations] Staging takes it with
the commit; production when `newTag` in its overlay names it.[/#if]
[/#if]
