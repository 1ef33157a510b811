# Changelog

What changed for those who use [=project.title], newest first, as [Keep a Changelog](https://keepachangelog.com/en/1.1.0/) has it; versions are
[semantic](https://semver.org): a change that breaks callers raises the first number.

## [Unreleased]

### Added

- [=resource.labels?cap_first] over HTTP under `[=resource.path]`: make, list, read, change, delete.
